"""Paths that a bundle may have."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.domain.bundle_paths import MAX_PART_BYTES, MAX_PATH_BYTES, path_violations

ordinary_part = st.from_regex(r"[a-z][a-z0-9_-]{0,8}(\.[a-z]{1,4})?", fullmatch=True).filter(
    lambda part: not path_violations([part])
)
ordinary_path = st.lists(ordinary_part, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "//host/share",
        "..",
        "../x",
        "a/../../x",
        "a/..",
        ".",
        "./a",
        "a/./b",
        "a//b",
        "a/",
        "a\\b",
        "\\\\host\\share",
        "C:/x",
        "c:x",
        "a\0b",
        "a\nb",
        "a\x7fb",
        "a\x85b",
        "safe\u202egpj.exe",
        "zero\u200bwidth",
        "line\u2028separator",
        "\ud800",
        "con",
        "NUL.txt",
        "a/Com1.log",
        "lpt9",
        "a/prn",
        "COM\u00b9",
        "trailing.",
        "trailing ",
        "dir /x",
        "x" * (MAX_PART_BYTES + 1),
        "é" * (MAX_PART_BYTES // 2 + 1),
        "/".join(["x" * 200] * 6),
    ],
)
def test_a_path_that_could_escape_or_surprise_is_refused(path: str) -> None:
    violations = path_violations(["MLmodel", path])
    assert [violation.field for violation in violations] == ["files[1].path"]


@pytest.mark.parametrize(
    "path",
    [
        "MLmodel",
        ".hidden",
        "a b/c d",
        "данные/модель.bin",
        "日本/x",
        "a.b..c",
        "con-1",
        "x" * MAX_PART_BYTES,
        "~",
        "-rf",
    ],
)
def test_an_ordinary_path_is_taken(path: str) -> None:
    assert path_violations([path]) == []


def test_a_path_may_be_as_long_as_the_limit() -> None:
    path = "/".join(["x" * 127] * 8) + "y"
    assert len(path) == MAX_PATH_BYTES
    assert path_violations([path]) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a", "a"),
        ("model.bin", "Model.BIN"),
        ("é", "e\u0301"),
        ("straße", "STRASSE"),
        ("a", "a/b"),
        ("a/b", "a"),
        ("A", "a/b"),
        ("x/a", "X/b"),
        ("x/y/a", "x/Y/b"),
        ("Å/a", "\u212b/b"),
    ],
)
def test_paths_that_some_machine_takes_for_one_collide(first: str, second: str) -> None:
    assert [violation.field for violation in path_violations([first, second])] == ["files[1].path"]


def test_every_refused_path_is_named() -> None:
    fields = [violation.field for violation in path_violations(["ok", "/a", "b", "../c"])]
    assert fields == ["files[1].path", "files[3].path"]


def test_ten_thousand_files_in_deep_folders_are_quick() -> None:
    assert path_violations([f"a/b/c/d/{number // 100}/{number}" for number in range(10_000)]) == []


@given(path=st.text(max_size=40) | st.text(alphabet="./\\:aC \0", max_size=12))
def test_what_is_taken_stays_inside_on_every_system(path: str) -> None:
    """An oracle that knows nothing of our rules: the standard library's idea of a path."""
    if path_violations([path]):
        return
    posix, windows = PurePosixPath(path), PureWindowsPath(path)
    assert not posix.is_absolute()
    assert not windows.is_absolute()
    assert not windows.drive
    assert not windows.root
    assert not windows.is_reserved()
    assert ".." not in posix.parts
    assert str(posix) == path
    assert windows.parts == posix.parts
    assert os.path.normpath(Path("/root") / path).startswith("/root/")


@given(paths=st.lists(ordinary_path, min_size=1, max_size=12, unique=True))
def test_paths_are_taken_exactly_if_a_folder_can_hold_them(paths: list[str]) -> None:
    parents = {str(parent) for path in paths for parent in PurePosixPath(path).parents}
    fits = not parents & set(paths)
    assert (path_violations(paths) == []) == fits


@given(text=st.text(min_size=1, max_size=20))
def test_spellings_of_one_name_collide_whatever_the_name(text: str) -> None:
    spellings = {text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}
    if any(path_violations([spelling]) for spelling in spellings) or len(spellings) == 1:
        return
    # A file below a directory may be named twice: for itself and for the directory.
    refused = {violation.field for violation in path_violations(sorted(spellings))}
    assert len(refused) == len(spellings) - 1
