"""A server that no longer fits the contract does not type-check.

The contract is copied and changed, its code is generated anew, and mypy checks the real servicers against it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.tools.generate_contract import generate

REPOSITORY = Path(__file__).resolve().parents[2]
SERVICERS = ("system_servicer", "inference_servicer")


@dataclass(frozen=True)
class Drift:
    """A change of the contract, and what mypy says about the server that missed it."""

    proto: str
    before: str
    after: str
    messages: tuple[str, ...]


DRIFTS = {
    "an RPC is renamed": Drift(
        proto="system/v1/system_service.proto",
        before="rpc GetDependency(",
        after="rpc ReadDependency(",
        messages=(
            'system_servicer.py: error: Method "GetDependency" is marked as an override, but no base method was found',
            'SystemServicer has abstract attributes "ReadDependency"',
        ),
    ),
    "a response type changes": Drift(
        proto="system/v1/system_service.proto",
        before="returns (ListDependenciesResponse)",
        after="returns (GetSystemInfoResponse)",
        messages=(
            'error: Return type "Coroutine[Any, Any, ListDependenciesResponse]" of "ListDependencies" incompatible',
        ),
    ),
    "a field is removed": Drift(
        proto="system/v1/system_service.proto",
        before="  Mode mode = 1;",
        after="",
        messages=('system_messages.py: error: Unexpected keyword argument "mode" for "GetSystemInfoResponse"',),
    ),
    "a stream becomes a unary": Drift(
        proto="inference/v1/inference_service.proto",
        before="returns (stream StreamPredictResponse)",
        after="returns (StreamPredictResponse)",
        messages=(
            'inference_servicer.py: error: Return type "AsyncIterator[StreamPredictResponse]" of "StreamPredict"',
        ),
    ),
}


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A copy of the contract beside the real server, laid out and configured as the repository is."""
    for name in ("pyproject.toml", "buf.yaml", "buf.gen.python.yaml"):
        shutil.copy(REPOSITORY / name, tmp_path)
    shutil.copytree(REPOSITORY / "proto", tmp_path / "proto")
    shutil.copytree(REPOSITORY / "third_party", tmp_path / "third_party")
    (tmp_path / "server").mkdir()
    (tmp_path / "server/src").symlink_to(REPOSITORY / "server/src")
    wheel = tmp_path / "clients/python/src/hokusai"
    wheel.mkdir(parents=True)
    (wheel / "__init__.py").touch()
    (wheel / "py.typed").touch()
    return tmp_path


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_each_change_of_the_contract_is_a_type_error(scratch: Path) -> None:
    """The unchanged contract fits; renaming, retyping, removing and unstreaming are each reported where they hurt."""
    generate(scratch, scratch / "clients/python/src")
    assert type_check(scratch) == "Success"
    for drift in DRIFTS.values():
        apply(drift, scratch)
    generate(scratch, scratch / "clients/python/src")
    output = type_check(scratch)
    unnoticed = {name: drift.messages for name, drift in DRIFTS.items() if not all(m in output for m in drift.messages)}
    assert unnoticed == {}, output


def apply(drift: Drift, scratch: Path) -> None:
    """Change the copy; the text to change must be there exactly once."""
    proto = scratch / "proto/hokusai" / drift.proto
    text = proto.read_text(encoding="utf-8")
    assert text.count(drift.before) == 1, f"{drift.proto}: {drift.before}"
    proto.write_text(text.replace(drift.before, drift.after), encoding="utf-8")


def type_check(scratch: Path) -> str:
    """What mypy says of the servicers, without line numbers; `Success` if nothing."""
    modules = [f"server/src/hokusai_server/transport/{name}.py" for name in SERVICERS]
    options = ["--cache-dir", "cache", "--no-error-summary", "--hide-error-context", "--no-pretty"]
    command = [sys.executable, "-m", "mypy", *options, *modules]
    checked = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=False)
    lines = (line.split(":", 2) for line in checked.stdout.splitlines() if ": error: " in line)
    return "\n".join(f"{place}:{message}" for place, _, message in lines) or checked.stdout.strip() or "Success"
