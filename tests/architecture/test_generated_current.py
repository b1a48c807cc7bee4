"""The committed Python code of the contract is what the generator writes today."""

from __future__ import annotations

from pathlib import Path

from server.tools.generate_contract import generate

REPOSITORY = Path(__file__).resolve().parents[2]
WHEEL_SOURCE = REPOSITORY / "clients/python/src"


def test_generated_code_is_current(tmp_path: Path) -> None:
    """No module differs, none is missing, none is left over; `make gen` repairs it."""
    generate(REPOSITORY, tmp_path)
    assert generated_modules(WHEEL_SOURCE) == generated_modules(tmp_path)


def generated_modules(source: Path) -> dict[str, bytes]:
    """Contents of the generated modules by path relative to the source tree."""
    modules = (path for path in source.rglob("*_pb2*.py*") if "__pycache__" not in path.parts)
    return {path.relative_to(source).as_posix(): path.read_bytes() for path in modules}
