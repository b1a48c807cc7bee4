"""The snippets that users were promised, as written, with a trained model and data in place of the names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import numpy as np
import pytest

from hokusai import (
    Client,
    ExperimentManager,
    HokusaiInferencePipeline,
    ModelRegistry,
    ModelVersionManager,
    PerformanceTracker,
    exceptions,
)
from tests.client.conftest import Served
from tests.support.mlflow_process import without_mlflow_settings
from tests.support.mlflow_server import MlflowServer, mlflow_server
from tests.support.running_server import server_process

# Two servers, MLflow's imports and a model's start take seconds on two busy cores.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(150)]

_ROOT = Path(__file__).parents[2]

PROMISED = """
from hokusai import setup_mlflow_auth, ModelRegistry, ModelVersionManager, HokusaiInferencePipeline, PerformanceTracker, ExperimentManager, ModelTrafficRouter
setup_mlflow_auth(tracking_uri="https://mlflow.example.com", token="your_token", validate=True)
registry = ModelRegistry()
registry.register_baseline(model=model, model_type="lead_scoring")
registry.register_baseline(model_name="lead_scoring", model=model)
version_manager = ModelVersionManager(registry)
version_manager.get_latest_version("my_model")      # "1.2.3"
version_manager.list_versions("my_model")           # ["1.0.0", "1.1.0", "1.2.3"]
traffic_router = ModelTrafficRouter()
pipeline = HokusaiInferencePipeline(registry, version_manager, traffic_router)
pipeline.predict_batch(data=[item1, item2, item3], model_name="lead_scoring", model_version="1.0.0")   # version optional
PerformanceTracker().track_inference({"model_id": "model-001", "model_version": "1.0.0", "latency_ms": 45.2, "confidence": 0.89, "user_id": "user123"})
ExperimentManager(registry); ExperimentManager("experiment"); ExperimentManager(experiment_name="experiment", registry=registry)
"""  # noqa: E501 - as it was promised


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with server_process(tmp_path_factory.mktemp("snippets")) as server:
        yield server.address


@pytest.fixture(scope="module")
def mlflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MlflowServer]:
    with mlflow_server(tmp_path_factory.mktemp("mlflow")) as server:
        yield server


def _expressions(code: str, names: dict[str, Any]) -> dict[str, Any]:
    """Run the lines; the value of each line that is an expression, by its first word."""
    values: dict[str, Any] = {}
    for line in code.strip().splitlines():
        try:
            compiled = compile(line, "<promised>", "eval")
        except SyntaxError:
            exec(line, names)
        else:
            values[line.split("(")[0].strip()] = eval(compiled, names)
    return values


def test_the_promised_snippets_run(
    address: str, mlflow: MlflowServer, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names stand for a model, data and an address: a real MLflow, and models that are registered first."""
    monkeypatch.setenv("HOKUSAI_ADDRESS", address)
    with Client() as client:
        for name, version in (
            ("my_model", "1.0.0"),
            ("my_model", "1.1.0"),
            ("my_model", "1.2.3"),
            ("model-001", "1.0.0"),
        ):
            client.register_baseline(name, served.estimator, input_example=served.rows.head(), version=version)
    item1, item2, item3 = served.rows.head(3).to_dict("records")
    code = PROMISED.replace("https://mlflow.example.com", mlflow.uri)
    names = {"model": served.estimator, "item1": item1, "item2": item2, "item3": item3}
    with without_mlflow_settings():
        values = _expressions(code, names)
    assert values["setup_mlflow_auth"].validated
    assert values["registry.register_baseline"].version == "1.0.1"
    assert values["version_manager.get_latest_version"] == "1.2.3"
    assert values["version_manager.list_versions"] == ["1.0.0", "1.1.0", "1.2.3"]
    expected = served.estimator.predict(served.rows.head(3)).tolist()
    answer = values["pipeline.predict_batch"]
    assert answer.version == "1.0.0"
    assert np.ravel([list(each.values()) if isinstance(each, dict) else each for each in answer]).tolist() == expected
    assert values["PerformanceTracker"].accepted == 1


def test_the_type_names_the_model_and_types_it(address: str, served: Served) -> None:
    registry = ModelRegistry(address)
    example = served.rows.head()
    registry.register_baseline(model=served.estimator, model_type="churn", input_example=example)
    assert registry.get_model("churn").model_type == "churn"
    registry.register_baseline(
        model=served.estimator, model_type="classification", model_name="churn_2", input_example=example
    )
    assert registry.get_model("churn_2").model_type == "classification"
    improved = registry.register_improved(model=served.estimator, model_name="churn_2", input_example=example)
    assert improved.parent_version == "1.0.0"


def test_the_facade_promotes_compares_and_remembers(address: str, served: Served) -> None:
    registry = ModelRegistry(address)
    manager = ModelVersionManager(registry)
    for accuracy in (0.8, 0.9):
        registry.register_baseline(
            model=served.estimator,
            model_name="facade",
            input_example=served.rows.head(),
            metrics={"accuracy": accuracy},
        )
    manager.promote("facade", "1.0.0")
    manager.promote("facade", "1.0.1", expected_from="1.0.0")
    assert manager.get_production_version("facade") == "1.0.1"
    manager.rollback("facade", reason="just trying")
    assert manager.get_production_version("facade") == "1.0.0"
    assert manager.compare("facade", "1.0.0", "1.0.1").recommendation == "accept"
    assert [each.kind for each in manager.history("facade")][:1] == ["rolled_back"]
    pipeline = HokusaiInferencePipeline(registry, manager)
    row = served.rows.iloc[0].to_dict()
    assert pipeline.predict(row, "facade").served_by.rule == "default_production"
    answers = pipeline.predict_stream([[row], [row]], "facade", "1.0.1")
    assert [each.row_count for each in answers] == [1, 1]
    with pytest.raises(exceptions.NotImplementedYet):
        pipeline.traffic_router.route("facade", {"1.0.0": 50, "1.0.1": 50})


def test_an_experiment_is_made_when_it_is_first_used(address: str) -> None:
    manager = ExperimentManager("thresholds", registry=ModelRegistry(address))
    with manager.start_run("first", tags={"team": "growth"}) as run:
        run.log_params({"threshold": 0.5})
        run.log_metrics({"f1": 0.8}, step=1)
        run.set_tags({"note": "fine"})
    with pytest.raises(RuntimeError, match="on purpose"), manager.start_run("second"):
        raise RuntimeError("on purpose")
    runs = {each.name: each for each in manager.list_runs()}
    assert (runs["first"].state, runs["second"].state) == ("finished", "failed")
    assert (runs["first"].params, runs["first"].metrics) == ({"threshold": "0.5"}, {"f1": 0.8})
    assert ExperimentManager(ModelRegistry(address)).experiment.name == "Default"


def test_an_event_of_a_model_that_is_not_registered_is_refused_with_the_setting(address: str) -> None:
    tracker = PerformanceTracker(ModelRegistry(address))
    with pytest.raises(exceptions.ModelNotFound) as caught:
        tracker.track_inference({"model_id": "nobody", "model_version": "1.0.0", "latency_ms": 1.0})
    assert "setting" in caught.value.details
    with pytest.raises(exceptions.InvalidArgumentError):
        tracker.track_inference({"model_id": "nobody", "model_version": "1.0.0"})


def _python_blocks(path: Path) -> list[str]:
    return re.findall(r"```python\n(.*?)```", path.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("readme", ["README.md", "clients/python/README.md"])
def test_the_python_of_a_readme_runs_in_a_notebook(readme: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A kernel has a running event loop, which the client for threads must not mind."""
    blocks = _python_blocks(_ROOT / readme)
    if not blocks:
        pytest.skip(f"{readme} has no Python")
    make: Any = nbformat.v4
    cells = [make.new_code_cell(block) for block in blocks]
    running = "import asyncio\nassert asyncio.get_running_loop()"
    notebook = make.new_notebook(cells=[make.new_code_cell(running), *cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    folder = tmp_path_factory.mktemp("notebook")
    with server_process(folder) as server, pytest.MonkeyPatch.context() as environment:
        environment.setenv("HOKUSAI_ADDRESS", server.address)
        environment.setenv("IPYTHONDIR", str(folder / "ipython"))
        nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    printed = "".join(
        output.get("text", "") for cell in notebook.cells for output in cell.outputs if output.output_type == "stream"
    )
    assert "Traceback" not in printed
    assert "1.0.0" in printed
