"""What the Python package offers is what it says it offers."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

import hokusai

PUBLIC_MODULES = [
    "hokusai",
    *(
        f"hokusai.{module.name}"
        for module in pkgutil.iter_modules(hokusai.__path__)
        if not module.name.startswith("_") and module.name != "cli"
    ),
]


@pytest.mark.parametrize("name", PUBLIC_MODULES)
def test_all_is_sorted_and_every_name_resolves(name: str) -> None:
    """`__all__` is sorted, free of duplicates, and each of its names can be had; lazy ones included."""
    module = importlib.import_module(name)
    exported = list(getattr(module, "__all__", []))
    assert sorted(set(exported)) == exported
    assert [attribute for attribute in exported if not hasattr(module, attribute)] == []


def test_package_root_exports_something() -> None:
    """The package has a public face at its root."""
    assert root().__all__


def root() -> ModuleType:
    """The package, as a caller sees it."""
    return importlib.import_module("hokusai")
