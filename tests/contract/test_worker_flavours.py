"""Models of several flavours are served as pyfunc would, and natively where that is proven."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mlflow.pyfunc
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from mlflow.models import infer_signature

from hokusai.inference.v1 import inference_service_pb2
from hokusai_server.domain.signature import ColumnType
from tests.support import model_zoo
from tests.support.payloads import GivenColumn, arrow_payload, as_arrow, as_rows, as_tensors, matrix, plain_columns
from tests.support.worker_client import RunningZygote, running_zygote


@pytest.fixture(scope="module")
def zygote() -> Iterator[RunningZygote]:
    with running_zygote() as running:
        yield running


@pytest.mark.parametrize(
    ("save", "names"),
    [
        (model_zoo.forest, ["a", "b", "c"]),
        (model_zoo.numbered_columns, [0, 1, 2]),
        (model_zoo.gradient_boosting, ["a", "b", "c"]),
    ],
)
def test_estimators_are_called_natively_and_answer_as_pyfunc(
    zygote: RunningZygote, tmp_path: Path, save: Callable[[Path], Path], names: list[Any]
) -> None:
    bundle = save(tmp_path / "model")
    values = np.random.default_rng(3).normal(size=(20, 3))
    expected = mlflow.pyfunc.load_model(str(bundle)).predict(pd.DataFrame(values, columns=names)).tolist()
    columns = [GivenColumn(str(name), ColumnType.DOUBLE, values[:, i].tolist()) for i, name in enumerate(names)]
    with zygote.spawn().connect() as client:
        assert client.load(bundle).loaded.call_path == inference_service_pb2.CALL_PATH_NATIVE
        for payload in (matrix(values), as_rows(columns), as_tensors(columns), as_arrow(columns)):
            answer = plain_columns(client.predict(payload).served)
            assert answer["prediction"] == pytest.approx(expected)


def test_a_forest_predicts_in_the_workers_only_thread(zygote: RunningZygote, tmp_path: Path) -> None:
    worker = zygote.spawn()
    with worker.connect() as client:
        client.load(model_zoo.forest(tmp_path / "model"))
        client.predict(matrix(np.zeros((1000, 3))))
        assert len(list(Path(f"/proc/{worker.pid}/task").iterdir())) == 1


def test_pipelines_that_pick_columns_by_name_go_through_pyfunc(zygote: RunningZygote, tmp_path: Path) -> None:
    with zygote.spawn().connect() as client:
        loaded = client.load(model_zoo.mixed_pipeline(tmp_path / "model")).loaded
    assert loaded.call_path == inference_service_pb2.CALL_PATH_PYFUNC


def test_rows_of_a_model_with_type_hints_are_its_objects(zygote: RunningZygote, tmp_path: Path) -> None:
    with zygote.spawn().connect() as client:
        client.load(model_zoo.save_function("Price", tmp_path / "model", None))
        columns = [
            GivenColumn("item", ColumnType.STRING, ["tea", "rice"]),
            GivenColumn("count", ColumnType.LONG, [2, 3]),
        ]
        for encode in (as_rows, as_tensors, as_arrow):
            assert plain_columns(client.predict(encode(columns)).served) == {"prediction": [6.0, 12.0]}
        wrong = [GivenColumn("item", ColumnType.STRING, ["tea"]), GivenColumn("count", ColumnType.STRING, ["2"])]
        violations = client.predict(as_rows(wrong)).fault.violations
        assert [(v.field, v.description) for v in violations] == [("rows[0].0.count", "expected long, got string")]


def test_an_unnamed_column_is_named_by_its_position(zygote: RunningZygote, tmp_path: Path) -> None:
    with zygote.spawn().connect() as client:
        client.load(model_zoo.save_function("Length", tmp_path / "model", None))
        column = GivenColumn("0", ColumnType.STRING, ["a", "bcd"])
        for encode in (as_rows, as_tensors, as_arrow):
            assert plain_columns(client.predict(encode([column])).served) == {"prediction": [1, 3]}


def test_a_model_may_write_into_its_input(zygote: RunningZygote, tmp_path: Path) -> None:
    bundle = model_zoo.save_function("Careless", tmp_path / "model", infer_signature(pd.DataFrame({"x": [1.0]})))
    values = np.ones((40_000, 1))
    with zygote.spawn().connect() as client:
        client.load(bundle)
        for payload in (matrix(values[:2]), matrix(values), arrow_payload(pa.table({"x": values[:, 0]}))):
            answer = client.predict(payload)
            assert not answer.outcome.HasField("fault"), answer.outcome.fault


def test_a_model_that_traces_itself_opens_no_store(zygote: RunningZygote, tmp_path: Path) -> None:
    signature = infer_signature(pd.DataFrame({"x": [1.0]}))
    worker = zygote.spawn()
    with worker.connect() as client:
        client.load(model_zoo.save_function("Traced", tmp_path / "model", signature))
        assert plain_columns(client.predict(matrix(np.ones((2, 1)))).served) == {"prediction": [1.0, 1.0]}
        assert len(list(Path(f"/proc/{worker.pid}/task").iterdir())) == 1
    assert list((zygote.directory / "home").iterdir()) == []


def test_ready_workers_share_most_of_their_memory(zygote: RunningZygote, tmp_path: Path) -> None:
    """At most 60 MB are a worker's own; measured are about 25."""
    bundle = model_zoo.classifier(tmp_path / "model")
    with zygote.spawn().connect() as client:
        assert client.load(bundle).loaded.private_memory_bytes < 60_000_000
