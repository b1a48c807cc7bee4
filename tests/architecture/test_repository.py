"""Habits of the repository that no other tool checks."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parents[2]
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "core"}
MODULE_LINES = 300
FUNCTION_LINES = 40
# Longer than the alarm because they are one long list of like things, which splitting would only scatter.
LONG_LISTS = {
    "clients/python/src/hokusai/exceptions.py": "one class for each reason of the contract",
}
# Files that pip, uv and others write addresses of package indexes into.
LOCKS = ("tests/requirements.in", "tests/requirements.txt", "server/requirements.txt")


def tracked(*patterns: str) -> list[Path]:
    """Files under version control, also those not yet committed, that still exist."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    return [path for line in listed.splitlines() if (path := REPOSITORY / line).is_file()]


def written_modules() -> list[Path]:
    """Python modules that a person wrote, tests left out."""
    modules = tracked("server/*.py", "clients/*.py")
    return [path for path in modules if "_pb2" not in path.name and "migrations" not in path.parts]


def test_module_names_say_what_is_inside() -> None:
    """No module or package is a drawer."""
    named = {part: path for path in tracked("*.py") for part in (*path.relative_to(REPOSITORY).parts[:-1], path.stem)}
    assert [str(named[name]) for name in BANNED_NAMES & named.keys()] == []


def test_locks_name_no_address() -> None:
    """Locks hold names and versions only, so that they suit any package index and any machine."""
    for lock in LOCKS:
        lines = [line.split("#")[0] for line in (REPOSITORY / lock).read_text(encoding="utf-8").splitlines()]
        assert [line for line in lines if re.search(r"https?:|file:|--\w|^/", line)] == [], lock


def test_locked_versions_are_exact() -> None:
    """Every line of a lock pins one version."""
    for lock in LOCKS[1:]:
        lines = (REPOSITORY / lock).read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if not re.match(r"[A-Za-z0-9._-]+(\[.*\])?==\S+( ; .+)?$", line)] == [], lock


def test_locks_satisfy_what_is_asked_for() -> None:
    """A requirement added to a package or to the tests is locked too; `make lock` repairs it."""
    asked = {lock: requirements(lock) for lock in LOCKS[1:]}
    for lock, wanted in asked.items():
        locked = dict(line.split(" ")[0].split("==") for line in (REPOSITORY / lock).read_text().splitlines())
        unmet = [
            str(need) for need in wanted if not need.specifier.contains(locked.get(canonicalize_name(need.name), "0"))
        ]
        assert unmet == [], lock


def requirements(lock: str) -> list[Requirement]:
    """What the lock is made from, our own client aside."""
    projects = [REPOSITORY / "server/pyproject.toml", REPOSITORY / "clients/python/pyproject.toml"]
    lines = [line for path in projects for line in tomllib.loads(path.read_text())["project"]["dependencies"]]
    if lock.startswith("tests/"):
        lines += [
            text for line in (REPOSITORY / LOCKS[0]).read_text().splitlines() if (text := line.split("#")[0].strip())
        ]
    return [need for line in lines if (need := Requirement(line)).name != "hokusai-client"]


def test_modules_are_small() -> None:
    """A module beyond the alarm is split by reason to change, or is listed with the reason why not."""
    sizes = {
        path.relative_to(REPOSITORY).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in written_modules()
    }
    assert {path: size for path, size in sizes.items() if size > MODULE_LINES and path not in LONG_LISTS} == {}


def test_list_of_long_modules_can_only_shrink() -> None:
    """A module that became small leaves the list."""
    assert [path for path in LONG_LISTS if not (REPOSITORY / path).is_file()] == []


def test_functions_are_small() -> None:
    """A function beyond the alarm hides more than one thought; its docstring does not count."""
    large = {
        f"{path.relative_to(REPOSITORY)}:{function.name}": lines
        for path in written_modules()
        for function in functions(path)
        if (lines := code_lines(function)) > FUNCTION_LINES
    }
    assert large == {}


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of the module."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [node for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
