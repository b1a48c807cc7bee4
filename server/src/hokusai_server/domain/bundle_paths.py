"""Which paths a bundle may have: those that mean the same one file on every machine, inside the bundle."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from hokusai_server.domain.errors import FieldViolation

MAX_PATH_BYTES: Final = 1024
# Of Linux, macOS and Windows alike.
MAX_PART_BYTES: Final = 255

_DRIVE: Final = re.compile(r"[A-Za-z]:")
_DEVICE: Final = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
# Control characters, invisible ones (bidirectional marks, zero-width spaces), surrogates, separators of lines.
_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def path_violations(paths: Sequence[str]) -> list[FieldViolation]:
    """What is wrong with the paths of one manifest, as violations of `files[i].path`; empty if nothing is.

    Two paths collide if a file system that ignores case or Unicode normalisation would take them for one, or if one
    needs a directory where the other is a file.
    """
    violations = [
        FieldViolation(f"files[{index}].path", fault)
        for index, path in enumerate(paths)
        if (fault := next(_faults(path), None)) is not None
    ]
    return violations or list(_collisions(paths))


def _faults(path: str) -> Iterator[str]:
    try:
        size = len(path.encode())
    except UnicodeEncodeError:
        yield "must be valid Unicode"
        return
    if not path:
        yield "must not be empty"
    if size > MAX_PATH_BYTES:
        yield f"has {size} bytes of UTF-8, at most {MAX_PATH_BYTES} are allowed"
    if path.startswith("/") or _DRIVE.match(path):
        yield "must be relative to the bundle's root"
    if "\\" in path:
        yield "must use '/' between its parts, never a backslash"
    for character in path:
        if unicodedata.category(character) in _REFUSED_CATEGORIES:
            yield f"must not contain the control character U+{ord(character):04X}"
    for part in path.split("/"):
        yield from _part_faults(part)


def _part_faults(part: str) -> Iterator[str]:
    if not part:
        yield "must not have empty parts"
    elif part in {".", ".."}:
        yield f"must not contain {part!r}"
    elif part[-1] in " .":
        yield "must not have a part that ends in a space or a dot"
    if len(part.encode()) > MAX_PART_BYTES:
        yield f"has a part of more than {MAX_PART_BYTES} bytes of UTF-8"
    if _DEVICE.fullmatch(part):
        yield f"must not use the reserved name {part!r}"


def _collisions(paths: Sequence[str]) -> Iterator[FieldViolation]:
    files: dict[str, str] = {}
    directories: dict[str, str] = {}
    for index, path in enumerate(paths):
        key = _same_file_key(path)
        if (other := files.get(key)) is not None:
            yield FieldViolation(f"files[{index}].path", f"{path!r} collides with {other!r}")
        elif (below := directories.get(key)) is not None:
            yield FieldViolation(f"files[{index}].path", f"{path!r} is a file and, for {below!r}, a directory")
        for parent in _parents(key):
            if (file := files.get(parent)) is not None:
                yield FieldViolation(f"files[{index}].path", f"{path!r} needs a directory where {file!r} is a file")
            directories.setdefault(parent, path)
        files.setdefault(key, path)
    yield from _directory_collisions(paths)


def _directory_collisions(paths: Sequence[str]) -> Iterator[FieldViolation]:
    """Directories that differ in case or normalisation only would be merged by some machines and not by others."""
    spelt: dict[str, str] = {}
    for index, path in enumerate(paths):
        for parent in _parents(path):
            first = spelt.setdefault(_same_file_key(parent), parent)
            if first != parent:
                yield FieldViolation(f"files[{index}].path", f"the directory {parent!r} collides with {first!r}")
                break


def _parents(path: str) -> Iterator[str]:
    end = path.find("/")
    while end != -1:
        yield path[:end]
        end = path.find("/", end + 1)


def _same_file_key(path: str) -> str:
    """Equal for paths that some file system takes for one: it ignores case and how characters are composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())
