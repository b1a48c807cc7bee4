"""The committed generated code of every language is what its generator writes today."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from server.tools.generate_clients import generator, languages
from server.tools.generate_contract import generate
from server.tools.generate_data_plane_contract import DIGEST, contract_digest
from server.tools.toolchains import PROGRAMS
from tests.support.languages import require_language

REPOSITORY = Path(__file__).resolve().parents[2]
WHEEL_SOURCE = REPOSITORY / "clients/python/src"


def test_generated_code_is_current(tmp_path: Path) -> None:
    """No module differs, none is missing, none is left over; `make gen` repairs it."""
    generate(REPOSITORY, tmp_path)
    assert generated_modules(WHEEL_SOURCE) == generated_modules(tmp_path)


def test_digest_of_the_data_planes_contract_is_current() -> None:
    """A program that was built from other messages is refused; `make gen` repairs it."""
    assert DIGEST.read_text(encoding="ascii").strip() == contract_digest()


def test_every_language_has_a_generator() -> None:
    """A client without one would be left out by `make gen`, and by the test below, without a word."""
    assert languages() == sorted(PROGRAMS)


# A generator is fetched or built the first time.
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("language", languages())
def test_generated_code_of_a_client_is_current(language: str, tmp_path: Path) -> None:
    """What is marked as generated is all that the generator writes, and nothing else; `make clients` repairs it."""
    require_language(language)
    client = REPOSITORY / "clients" / language
    generator(language).generate(REPOSITORY, tmp_path)
    assert contents(client, marked_as_generated(client)) == contents(tmp_path, written(tmp_path))


def generated_modules(source: Path) -> dict[str, bytes]:
    """Contents of the generated modules by path relative to the source tree."""
    modules = (path for path in source.rglob("*_pb2*.py*") if "__pycache__" not in path.parts)
    return {path.relative_to(source).as_posix(): path.read_bytes() for path in modules}


def marked_as_generated(client: Path) -> list[Path]:
    """Files of a client, under version control or not yet, that .gitattributes calls generated."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", str(client)]
    listed = subprocess.run(listing, cwd=REPOSITORY, capture_output=True, check=True).stdout
    asking = ["git", "check-attr", "--stdin", "-z", "linguist-generated"]
    asked = subprocess.run(asking, cwd=REPOSITORY, input=listed, capture_output=True, check=True).stdout.decode()
    path_attribute_value = iter(asked.split("\0")[:-1])
    answers = zip(path_attribute_value, path_attribute_value, path_attribute_value, strict=True)
    return [path for name, _, value in answers if value == "true" and (path := REPOSITORY / name).is_file()]


def written(folder: Path) -> list[Path]:
    """Files below a folder; what it borrows from elsewhere by a link left out."""
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def contents(root: Path, paths: list[Path]) -> dict[str, bytes]:
    """Bytes by path relative to the root."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
