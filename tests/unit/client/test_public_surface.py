"""What users rely on: names, signatures, and how light an import is."""

from __future__ import annotations

import importlib
import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hokusai
from hokusai import Client, ExperimentManager, ModelRegistry, aio, exceptions
from hokusai.inference import HokusaiInferencePipeline, ModelTrafficRouter
from hokusai.registry import RegistrationOptions
from hokusai.versions import ModelVersionManager

_SNAPSHOT = Path(__file__).with_name("public_surface.json")
_PACKAGES = [
    "hokusai",
    "hokusai.registry",
    "hokusai.versions",
    "hokusai.inference",
    "hokusai.tracking",
    "hokusai.system",
]


def _signatures() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        module = importlib.import_module(package)
        for name in module.__all__:
            for path, item in _callables(f"{package}.{name}", getattr(module, name)):
                found[path] = str(inspect.signature(item))
    for path, item in _callables("hokusai.aio.Client", aio.Client):
        found[path] = str(inspect.signature(item))
    return found


def _callables(path: str, item: Any) -> Iterator[tuple[str, Any]]:
    if inspect.isfunction(item):
        yield path, item
    elif isinstance(item, type) and "__init__" in vars(item):
        yield path, vars(item)["__init__"]
    if isinstance(item, type) and not issubclass(item, dict | Exception):
        for name, member in inspect.getmembers(item, inspect.isfunction):
            if not name.startswith("_"):
                yield f"{path}.{name}", member


def test_signatures_are_those_that_were_promised() -> None:
    """A change is one for every user. To rewrite the file: `python tests/unit/client/test_public_surface.py`."""
    assert _signatures() == json.loads(_SNAPSHOT.read_text())


@pytest.mark.parametrize("package", _PACKAGES)
def test_exported_names_are_sorted_and_there(package: str) -> None:
    module = importlib.import_module(package)
    assert list(module.__all__) == sorted(module.__all__)
    assert dir(module) == module.__all__
    assert all(getattr(module, name) is not None for name in module.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = module.nothing


def test_both_clients_have_the_same_calls_with_the_same_parameters() -> None:
    def methods(cls: type) -> dict[str, list[str]]:
        return {
            name: list(inspect.signature(member).parameters)
            for name, member in inspect.getmembers(cls, inspect.isfunction)
            if not name.startswith("_")
        }

    assert methods(Client) == methods(aio.Client)


def test_every_public_call_is_documented() -> None:
    for cls in (Client, aio.Client):
        for name, member in inspect.getmembers(cls, inspect.isfunction):
            assert name.startswith("_") or member.__doc__, name


def _imported(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(' '.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import hokusai.inference.v1.payload_pb2", {"grpc", "pandas", "numpy", "pyarrow", "mlflow", "rich", "typer"}),
        ("import hokusai", {"grpc", "google", "pandas", "numpy", "pyarrow", "mlflow", "rich", "typer"}),
        ("import hokusai; hokusai.Client", {"pandas", "pyarrow", "mlflow", "rich", "typer", "sklearn", "skops"}),
        ("import hokusai.cli.running", {"grpc", "pandas", "pyarrow", "mlflow", "hokusai_server"}),
    ],
)
def test_an_import_pulls_in_no_more_than_it_needs(statement: str, unwanted: set[str]) -> None:
    assert not _imported(statement) & unwanted


def test_registration_options_are_all_documented() -> None:
    documented = RegistrationOptions.__doc__ or ""
    assert [name for name in RegistrationOptions.__annotations__ if f"\n        {name}: " not in documented] == []


def test_an_experiment_named_twice_is_refused_with_both_names() -> None:
    with pytest.raises(exceptions.ConflictingSources, match=r"'a' as the first argument and 'b' as experiment_name="):
        ExperimentManager("a", experiment_name="b")
    assert ExperimentManager("a", experiment_name="a").experiment_name == "a"


def test_two_registries_are_refused_with_both_addresses() -> None:
    first, second = ModelRegistry("one:1"), ModelRegistry("two:2")
    with pytest.raises(exceptions.ConflictingSources, match=r"one:1.*two:2"):
        ExperimentManager(first, registry=second)
    with pytest.raises(exceptions.ConflictingSources, match=r"one:1.*two:2"):
        HokusaiInferencePipeline(first, ModelVersionManager(second))
    with pytest.raises(exceptions.ConflictingSources, match=r"one:1.*two:2"):
        HokusaiInferencePipeline(first, ModelVersionManager(first), ModelTrafficRouter(second))
    with pytest.raises(exceptions.ConflictingSources, match=r"three:3.*one:1"):
        ModelRegistry("three:3", client=first.client)


def test_an_experiment_manager_takes_nothing_else() -> None:
    with pytest.raises(TypeError, match="int"):
        ExperimentManager(7)  # type: ignore[arg-type]


def test_a_router_made_alone_takes_the_pipelines_connection() -> None:
    registry, router = ModelRegistry("one:1"), ModelTrafficRouter()
    pipeline = HokusaiInferencePipeline(registry, ModelVersionManager(registry), router)
    assert pipeline.traffic_router.registry is registry


def test_a_registration_without_a_name_or_a_model_is_refused() -> None:
    registry = ModelRegistry("one:1")
    with pytest.raises(exceptions.InvalidArgumentError, match="name the model"):
        registry.register_baseline(model=object())
    with pytest.raises(exceptions.InvalidArgumentError, match="model=…"):
        registry.register_baseline(model_name="churn")


def test_an_unknown_option_of_a_registration_is_refused() -> None:
    with pytest.raises(TypeError, match="unknown option 'exampel'"):
        hokusai.Client("one:1").register_baseline("churn", "folder", exampel=1)  # type: ignore[call-arg]


if __name__ == "__main__":
    _SNAPSHOT.write_text(json.dumps(_signatures(), indent=2, sort_keys=True) + "\n")
