"""Bundles whose model code misbehaves on request, written by hand so that tests need not import MLflow."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

import yaml

_ODD_MODEL: Final = '''
import ctypes, os, sys, time

HOARD = []


class OddModel:
    """Does what the column `act` says; the answer is the length of that text."""

    def predict(self, inputs, params=None):
        for act in inputs["act"]:
            getattr(self, act.split()[0], self.fine)(*act.split()[1:])
        lengths = inputs["act"].str.len().to_numpy()
        return lengths[:-1] if "miscounts" in set(inputs["act"]) else lengths

    def fine(self, *_):
        pass

    def raises(self):
        raise ValueError("the secret of this row is 4711")

    def exits(self):
        os._exit(3)

    def calls_exit(self):
        sys.exit(4)

    def segfaults(self):
        ctypes.string_at(0)

    def sleeps(self, seconds):
        time.sleep(float(seconds))

    def touches(self, path):
        open(path, "w").close()

    def waits_for(self, path):
        while not os.path.exists(path):
            time.sleep(0.01)

    def naps(self, until):
        if not os.path.exists(until):
            time.sleep(0.01)

    def prints(self, megabytes):
        for _ in range(int(megabytes) * 16):
            print("x" * 65535)

    def leaks(self, megabytes):
        HOARD.append(bytearray(os.urandom(1) * (int(megabytes) * 1024 * 1024)))

    def forks(self):
        if os.fork() == 0:
            time.sleep(3600)

    def looks_around(self):
        secrets = [name for name in os.environ if "TOKEN" in name or "PASSWORD" in name or "SECRET" in name]
        raise RuntimeError(f"found {secrets}")


def _load_pyfunc(path):
    if os.path.exists(os.path.join(path, "slow")):
        time.sleep(3600)
    if os.path.exists(os.path.join(path, "broken")):
        raise ImportError("this model wants a library that is not there")
    if os.path.exists(os.path.join(path, "deadly")):
        os._exit(7)
    if os.path.exists(os.path.join(path, "large")):
        OddModel().leaks(80)
    if os.path.exists(os.path.join(path, "once")):
        os.remove(os.path.join(path, "once"))
        open(os.path.join(path, "deadly"), "w").close()
    return OddModel()
'''


def write_odd_model(directory: Path, *, flaw: str = "") -> Path:
    """Write a bundle with an input column `act` and an output column of lengths; returns the directory.

    Args:
        flaw: `broken` raises when it is loaded, `deadly` ends the process, `slow` never ends loading, `once` can be
            loaded once, `large` takes 80 MiB.
    """
    code, data = directory / "code", directory / "data"
    code.mkdir(parents=True)
    data.mkdir()
    (code / "odd_model.py").write_text(_ODD_MODEL)
    (data / (flaw or "fine")).touch()
    description = {
        "flavors": {
            "python_function": {
                "loader_module": "odd_model",
                "code": "code",
                "data": "data",
                "python_version": ".".join(map(str, sys.version_info[:3])),
            }
        },
        "signature": {
            "inputs": json.dumps([{"name": "act", "type": "string", "required": True}]),
            "outputs": json.dumps([{"name": "length", "type": "long", "required": True}]),
            "params": None,
        },
    }
    (directory / "MLmodel").write_text(yaml.safe_dump(description))
    return directory


def files_in(bundle: Path) -> dict[str, bytes]:
    """The files of a bundle as they are uploaded: content by path."""
    return {str(path.relative_to(bundle)): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
