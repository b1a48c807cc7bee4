"""Predictions by a real server: every kind of data, both doors, and errors that name row and column."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from hokusai import Client, aio, exceptions
from hokusai.retrying import NO_RETRIES
from tests.client.conftest import MODEL, QUICK, Served
from tests.support.cutting_proxy import cutting_proxy

# The first test that runs waits for the server, the training and the registration.
pytestmark = pytest.mark.timeout(150)


@pytest.fixture
def real(served: Served) -> Iterator[Client]:
    with Client(served.address) as client:
        yield client


_KINDS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], list[int]]]] = {
    "pandas": (lambda rows: rows, lambda out: out["prediction"].tolist()),
    "polars": (pl.from_pandas, lambda out: out["prediction"].to_list()),
    "table": (pa.Table.from_pandas, lambda out: out["prediction"].to_pylist()),
    "batch": (pa.RecordBatch.from_pandas, lambda out: out["prediction"].to_pylist()),
    "array": (lambda rows: rows.to_numpy(), lambda out: out.ravel().tolist()),
    "lists": (lambda rows: rows.to_numpy().tolist(), lambda out: np.ravel(out).tolist()),
    "arrays": (lambda rows: {n: rows[n].to_numpy() for n in rows}, lambda out: out["prediction"].ravel().tolist()),
    "columns": (lambda rows: rows.to_dict("list"), lambda out: out["prediction"]),
    "rows": (lambda rows: rows.to_dict("records"), lambda out: [each["prediction"] for each in out]),
}


@pytest.mark.parametrize("kind", _KINDS)
def test_every_kind_of_data_gives_the_same_predictions(served: Served, real: Client, kind: str) -> None:
    rows = served.rows.iloc[10:60]
    make, read = _KINDS[kind]
    prediction = real.predict(MODEL, make(rows))
    assert read(prediction.values) == served.estimator.predict(rows).tolist()
    assert prediction.served_by.model == MODEL
    assert (prediction.version, prediction.served_by.rule, prediction.row_count) == ("1.0.0", "default_latest", 50)


def test_the_index_of_a_data_frame_is_kept(served: Served, real: Client) -> None:
    rows = served.rows.head(3).set_axis(["x", "y", "z"])
    assert list(real.predict(MODEL, rows).values.index) == ["x", "y", "z"]


@pytest.mark.parametrize("version", ["1.0.0", "latest", "^1.0", None])
def test_a_version_is_named_in_one_string(served: Served, real: Client, version: str | None) -> None:
    assert real.predict(MODEL, served.rows.head(1), version=version).version == "1.0.0"


def test_bad_values_are_named_by_row_and_column(served: Served, real: Client) -> None:
    rows = served.rows.head(3).to_dict("records")
    rows[1]["mean radius"] = "wide"
    with pytest.raises(exceptions.ModelInputInvalid) as caught:
        real.predict(MODEL, rows)
    assert "1" in caught.value.violations[0].field
    assert "mean radius" in caught.value.violations[0].field


def test_a_missing_column_is_named(served: Served, real: Client) -> None:
    with pytest.raises(exceptions.ModelInputInvalid) as caught:
        real.predict(MODEL, served.rows.head(3).drop(columns="mean radius"))
    assert "mean radius" in str(caught.value)


def test_names_that_lead_nowhere_are_told_apart(served: Served, real: Client) -> None:
    rows = served.rows.head(1)
    with pytest.raises(exceptions.ModelNotFound):
        real.predict("nobody", rows)
    with pytest.raises(exceptions.VersionNotFound):
        real.predict(MODEL, rows, version="9.9.9")
    with pytest.raises(exceptions.AliasNotSet):
        real.predict(MODEL, rows, version="@nowhere")


def test_a_stream_gives_what_single_predictions_give(served: Served, real: Client) -> None:
    batches = [served.rows.iloc[start : start + 40] for start in range(0, len(served.rows), 40)]
    answers = list(real.predict_stream(MODEL, batches))
    together = pd.concat([answer.values for answer in answers])
    assert together["prediction"].tolist() == served.estimator.predict(served.rows).tolist()
    assert together.index.equals(served.rows.index)


def test_a_broken_stream_goes_on_with_a_real_server(served: Served) -> None:
    batch = served.rows.to_numpy()
    with cutting_proxy(served.address) as proxy, Client(proxy.address, retry=QUICK) as client:
        count = 0
        for answer in client.predict_stream(MODEL, (batch for _ in range(60))):
            assert answer.sequence == count
            count += 1
            if count % 20 == 0:
                proxy.cut()
    assert count == 60


def test_a_bad_batch_does_not_end_a_stream(served: Served, real: Client) -> None:
    good = served.rows.head(5)
    answers = list(real.predict_stream(MODEL, [good, good.drop(columns="mean radius"), good], on_error="yield"))
    assert [type(each).__name__ for each in answers] == ["Prediction", "FailedBatch", "Prediction"]


async def test_the_event_loop_client_predicts_and_streams(served: Served) -> None:
    async with aio.Client(served.address) as client:
        rows = served.rows.head(20)
        single = await asyncio.gather(*(client.predict(MODEL, rows.iloc[[index]]) for index in range(20)))
        expected = served.estimator.predict(rows).tolist()
        assert [each.values["prediction"].iloc[0] for each in single] == expected
        answers = [each async for each in client.predict_stream(MODEL, [rows, rows])]
        assert [each.row_count for each in answers] == [20, 20]


async def test_the_threads_client_works_inside_a_running_loop(served: Served) -> None:
    """As in a notebook: it depends on no loop and disturbs none."""
    with Client(served.address) as client:
        assert client.predict(MODEL, served.rows.head(1)).row_count == 1
        assert len(list(client.predict_stream(MODEL, [served.rows.head(2)]))) == 1


def test_the_signature_is_known_without_loading(served: Served, real: Client) -> None:
    report = real.get_model_signature(MODEL)
    assert report.signature is not None
    assert [each.name for each in report.signature.inputs] == list(served.rows.columns)
    assert report.max_message_bytes > 0


def test_a_version_is_loaded_listed_and_unloaded(served: Served, real: Client) -> None:
    loaded = real.load_model(MODEL, "1.0.0")
    assert (loaded.model, loaded.version, loaded.state) == (MODEL, "1.0.0", "ready")
    assert (MODEL, "1.0.0") in {(each.model, each.version) for each in real.list_loaded_models()}
    real.unload_model(MODEL, "1.0.0")
    with pytest.raises(exceptions.ModelNotLoaded):
        real.unload_model(MODEL, "1.0.0")
    assert real.predict(MODEL, served.rows.head(1)).row_count == 1


def test_what_is_not_built_yet_says_so(real: Client) -> None:
    with pytest.raises(exceptions.NotImplementedYet):
        real.get_traffic_policy(MODEL)
    with pytest.raises(exceptions.NotImplementedYet):
        real.set_traffic_policy(MODEL, {"1.0.0": 100})


def test_the_server_says_what_it_is(real: Client) -> None:
    info = real.get_system_info()
    assert (info.mode, info.data_plane, info.catalogue_backend) == ("embedded", "python", "sqlite")
    assert {each.name: each.state for each in real.list_dependencies()}["catalogue"] == "healthy"
    assert real.check_health() == "serving"


def test_callers_that_vanish_in_the_middle_of_a_stream_cost_the_server_nothing(served: Served, real: Client) -> None:
    """A server that asks a vanished call anything after its end would end itself."""
    batch = served.rows.to_numpy()
    for _ in range(10):
        with cutting_proxy(served.address) as proxy, Client(proxy.address, retry=NO_RETRIES) as client:
            stream = client.predict_stream(MODEL, (batch for _ in range(1000)))
            next(stream)
            proxy.cut()
            with pytest.raises(exceptions.HokusaiConnectionError):
                list(stream)
    assert real.check_health() == "serving"
    assert real.predict(MODEL, served.rows.head(1)).row_count == 1


def test_a_table_larger_than_a_message_is_refused_with_the_way_to_send_it(served: Served, real: Client) -> None:
    rows = np.zeros((100_000, len(served.rows.columns)))
    with pytest.raises(exceptions.ExhaustedError, match="predict_stream") as caught:
        real.predict(MODEL, rows)
    assert caught.value.reason == "MESSAGE_TOO_LARGE"
