"""Reading the MLmodel file of a bundle: as text, never running anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from hokusai_server.domain.errors import BundleInvalid
from hokusai_server.domain.signature import ModelSignature, SignatureError, parse_signature

# A signature of ten thousand columns takes about one MiB.
_LARGEST: Final = 8 * 2**20


@dataclass(frozen=True, slots=True)
class MlmodelFile:
    """What an MLmodel file says: signature (None if it has none), flavours sorted, Python version (empty if unsaid)."""

    signature: ModelSignature | None
    flavours: tuple[str, ...]
    python_version: str


def read_mlmodel(path: Path) -> MlmodelFile:
    """Read an MLmodel file.

    Raises:
        BundleInvalid: it is not what MLflow writes; says why.
    """
    document = _document(path)
    flavours = document.get("flavors")
    if not isinstance(flavours, Mapping) or not flavours or not all(isinstance(name, str) for name in flavours):
        raise BundleInvalid("its MLmodel names no flavours")
    try:
        signature = parse_signature(document.get("signature"))
    except SignatureError as error:
        raise BundleInvalid(f"the signature in its MLmodel: {error}") from error
    return MlmodelFile(signature, tuple(sorted(flavours)), _python_version(flavours))


def _document(path: Path) -> Mapping[str, object]:
    if path.stat().st_size > _LARGEST:
        raise BundleInvalid(f"its MLmodel is larger than {_LARGEST} bytes")
    try:
        # The loader in Python on purpose: the one in C ends the process on deep nesting, this one raises.
        document = yaml.load(path.read_bytes(), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        where = getattr(error, "problem_mark", None)
        raise BundleInvalid(f"its MLmodel is no YAML{f' (line {where.line + 1})' if where else ''}") from error
    except RecursionError as error:
        raise BundleInvalid("its MLmodel is nested too deep") from error
    if not isinstance(document, Mapping) or not all(isinstance(key, str) for key in document):
        raise BundleInvalid("its MLmodel is no mapping of names")
    return document


def _python_version(flavours: Mapping[str, object]) -> str:
    python = flavours.get("python_function")
    version = python.get("python_version") if isinstance(python, Mapping) else None
    return version if isinstance(version, str) else ""
