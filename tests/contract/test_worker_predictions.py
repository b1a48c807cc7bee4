"""A worker, without gRPC, predicts what MLflow's pyfunc predicts in this process, in every encoding."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import mlflow.pyfunc
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hokusai.inference.v1 import inference_service_pb2, payload_pb2
from hokusai_server.domain.signature import ColumnType
from tests.support import model_zoo
from tests.support.payloads import (
    GivenColumn,
    array_tensor,
    arrow_payload,
    as_arrow,
    as_rows,
    as_tensors,
    matrix,
    plain_columns,
)
from tests.support.worker_client import Ask, RunningZygote, WorkerClient, running_zygote

_SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
_T = ColumnType
_DOUBLES = st.floats(-1e6, 1e6)
_SINGLES = st.floats(-1e6, 1e6, width=32)


@pytest.fixture(scope="module")
def zygote() -> Iterator[RunningZygote]:
    with running_zygote() as running:
        yield running


class Served:
    """One model, in a worker and in this process."""

    def __init__(self, client: WorkerClient, bundle: Path, call_path: int) -> None:
        self.client = client
        self.call_path = call_path
        self._oracle = mlflow.pyfunc.load_model(str(bundle))

    def expect(self, data: Any) -> Any:
        return self._oracle.predict(data)

    def answers(self, payloads: Sequence[payload_pb2.Payload]) -> list[dict[str, list[Any]]]:
        """The answers to one micro-batch of these payloads, then to each of them alone."""
        together = [answer.served for answer in self.client.predict_batch([Ask(payload) for payload in payloads])]
        alone = [self.client.predict(payload).served for payload in payloads]
        return [plain_columns(payload) for payload in (*together, *alone)]


@pytest.fixture(scope="module")
def serve(zygote: RunningZygote, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Any], Served]]:
    clients: dict[str, Served] = {}

    def serve(save: Callable[[Path], Path]) -> Served:
        if save.__name__ not in clients:
            bundle = save(tmp_path_factory.mktemp("bundles") / save.__name__)
            client = zygote.spawn().connect()
            loaded = client.load(bundle)
            assert loaded.HasField("loaded"), loaded
            clients[save.__name__] = Served(client, bundle, loaded.loaded.call_path)
        return clients[save.__name__]

    yield serve
    for served in clients.values():
        served.client.frames.close()


def _lists(kind: ColumnType, size: int, *, nulls: bool) -> st.SearchStrategy[list[Any]]:
    values: dict[ColumnType, st.SearchStrategy[Any]] = {
        _T.BOOLEAN: st.booleans(),
        _T.INTEGER: st.integers(-(2**31), 2**31 - 1),
        _T.LONG: st.integers(-(2**63), 2**63 - 1),
        _T.FLOAT: st.floats(width=32),
        _T.DOUBLE: st.floats(),
        _T.STRING: st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        _T.BINARY: st.binary(max_size=8),
        _T.DATETIME: st.integers(-(2**62), 2**62).map(lambda nanos: np.datetime64(nanos, "ns")),
    }
    element = values[kind]
    return st.lists(st.none() | element if nulls else element, min_size=size, max_size=size)


def _series(column: GivenColumn) -> Any:
    """The column as pandas would have it in training."""
    has_nulls = None in column.values
    match column.type:
        case _T.BOOLEAN:
            return pd.Series(column.values, dtype="object" if has_nulls else "bool")
        case _T.INTEGER | _T.LONG:
            return pd.Series(column.values, dtype="int32" if column.type is _T.INTEGER else "int64")
        case _T.FLOAT | _T.DOUBLE:
            present = [math.nan if value is None else value for value in column.values]
            return pd.Series(present, dtype="float32" if column.type is _T.FLOAT else "float64")
        case _T.STRING:
            return pd.Series(column.values, dtype="str")
        case _T.DATETIME:
            present = [np.datetime64("NaT", "ns") if value is None else value for value in column.values]
            return pd.Series(np.array(present, "datetime64[ns]"))
        case _:
            return pd.Series(column.values, dtype="object")


def _frame(columns: Sequence[GivenColumn]) -> pd.DataFrame:
    return pd.DataFrame({column.name: _series(column) for column in columns})


def _same(expected: Any, actual: Any) -> bool:
    if isinstance(expected, float) and isinstance(actual, float):
        return (math.isnan(expected) and math.isnan(actual)) or math.isclose(
            expected, actual, rel_tol=1e-6, abs_tol=1e-9
        )
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(map(_same, expected, actual))
    return type(expected) is type(actual) and bool(expected == actual)


def _assert_all(expected: dict[str, list[Any]], answers: Sequence[dict[str, list[Any]]]) -> None:
    for answer in answers:
        assert answer.keys() == expected.keys()
        for name, values in expected.items():
            assert _same(values, answer[name]), (name, values, answer[name])


def _encodings(columns: Sequence[GivenColumn]) -> list[payload_pb2.Payload]:
    return [as_rows(columns), as_tensors(columns), as_arrow(columns)]


def _doubles(names: str) -> st.SearchStrategy[list[GivenColumn]]:
    return st.integers(1, 6).flatmap(
        lambda size: st.tuples(*(st.lists(_DOUBLES, min_size=size, max_size=size) for _ in names)).map(
            lambda lists: [GivenColumn(name, _T.DOUBLE, values) for name, values in zip(names, lists, strict=True)]
        )
    )


@_SLOW
@given(columns=_doubles("abcd"))
def test_classifier(serve: Any, columns: list[GivenColumn]) -> None:
    """A matrix in column order is a fourth way to say the same."""
    served = serve(model_zoo.classifier)
    assert served.call_path == inference_service_pb2.CALL_PATH_NATIVE
    bare = matrix(np.array([column.values for column in columns]).T)
    expected = {"prediction": served.expect(_frame(columns)).tolist()}
    _assert_all(expected, served.answers([*_encodings(columns), bare]))


@_SLOW
@given(columns=_doubles("xyz"))
def test_probabilities_keep_their_two_dimensions(serve: Any, columns: list[GivenColumn]) -> None:
    served = serve(model_zoo.probabilities)
    _assert_all({"prediction": served.expect(_frame(columns)).tolist()}, served.answers(_encodings(columns)))


@_SLOW
@given(columns=_doubles("uvw"))
def test_boosted_trees(serve: Any, columns: list[GivenColumn]) -> None:
    served = serve(model_zoo.boosted_trees)
    assert served.call_path == inference_service_pb2.CALL_PATH_NATIVE
    _assert_all({"prediction": served.expect(_frame(columns)).tolist()}, served.answers(_encodings(columns)))


@_SLOW
@given(data=st.data(), size=st.integers(1, 5))
def test_regressor_over_numbers_of_all_widths(serve: Any, data: st.DataObject, size: int) -> None:
    served = serve(model_zoo.regressor)
    columns = [
        GivenColumn("integer", _T.INTEGER, data.draw(_lists(_T.INTEGER, size, nulls=False))),
        GivenColumn("long", _T.LONG, data.draw(_lists(_T.LONG, size, nulls=False))),
        GivenColumn("float", _T.FLOAT, data.draw(st.lists(_SINGLES, min_size=size, max_size=size))),
        GivenColumn("double", _T.DOUBLE, data.draw(st.lists(st.none() | _DOUBLES, min_size=size, max_size=size))),
    ]
    _assert_all({"prediction": served.expect(_frame(columns)).tolist()}, served.answers(_encodings(columns)))


@_SLOW
@given(data=st.data(), size=st.integers(1, 5))
def test_pipeline_with_text(serve: Any, data: st.DataObject, size: int) -> None:
    served = serve(model_zoo.mixed_pipeline)
    cities = st.sampled_from(["Berlin", "Edo", "Oslo", "elsewhere", "日本"])
    columns = [
        GivenColumn("city", _T.STRING, data.draw(st.lists(cities, min_size=size, max_size=size))),
        GivenColumn("age", _T.DOUBLE, data.draw(st.lists(st.none() | _DOUBLES, min_size=size, max_size=size))),
        GivenColumn("member", _T.BOOLEAN, data.draw(_lists(_T.BOOLEAN, size, nulls=False))),
    ]
    _assert_all({"prediction": served.expect(_frame(columns)).tolist()}, served.answers(_encodings(columns)))


@_SLOW
@given(data=st.data(), size=st.integers(1, 5))
def test_every_type_reaches_the_model_as_pyfunc_hands_it_over(serve: Any, data: st.DataObject, size: int) -> None:
    """Whole numbers have nulls in another test: MLflow itself refuses them."""
    served = serve(model_zoo.echo)
    columns = []
    for need in ("required", "optional"):
        for name in model_zoo.ECHO_COLUMNS:
            nulls = need == "optional" and name not in {"integer", "long"}
            values = data.draw(_lists(_T(name), size, nulls=nulls))
            columns.append(GivenColumn(f"{name}_{need}", _T(name), values))
    expected = {name: _plain(series) for name, series in served.expect(_frame(columns)).items()}
    _assert_all(expected, served.answers(_encodings(columns)))


def _plain(series: Any) -> list[Any]:
    if series.dtype.kind == "M":
        return [None if value is pd.NaT else value.value for value in series]
    if series.dtype == "str":
        return [None if pd.isna(value) else value for value in series]
    return [value.item() if isinstance(value, np.generic) else value for value in series.tolist()]


def test_nulls_in_optional_whole_numbers_reach_the_model(serve: Any) -> None:
    served = serve(model_zoo.echo)
    columns = []
    for need in ("required", "optional"):
        for name in model_zoo.ECHO_COLUMNS:
            kind = _T(name)
            value = {_T.BOOLEAN: True, _T.STRING: "x", _T.BINARY: b"x", _T.DATETIME: np.datetime64(1, "ns")}.get(
                kind, 2**31 - 1
            )
            value = 1.5 if kind in {_T.FLOAT, _T.DOUBLE} else value
            columns.append(GivenColumn(f"{name}_{need}", kind, [value, None if need == "optional" else value]))
    for answer in served.answers(_encodings(columns)):
        assert answer["integer_optional"] == [2**31 - 1, None]
        assert answer["long_optional"] == [2**31 - 1, None]
        assert answer["long_required"] == [2**31 - 1, 2**31 - 1]


@pytest.mark.parametrize("encode", [as_rows, as_tensors, as_arrow])
def test_an_optional_column_that_is_left_out_is_null(serve: Any, encode: Any) -> None:
    served = serve(model_zoo.echo)
    values: dict[ColumnType, Any] = {
        _T.BOOLEAN: True,
        _T.STRING: "x",
        _T.BINARY: b"x",
        _T.DATETIME: np.datetime64(1, "ns"),
    }
    columns = [
        GivenColumn(f"{name}_required", _T(name), [values.get(_T(name), 1.0 if name in {"float", "double"} else 1)])
        for name in model_zoo.ECHO_COLUMNS
    ]
    answer = plain_columns(served.client.predict(encode(columns)).served)
    assert answer["string_optional"] == [None]
    assert answer["long_optional"] == [None]


@_SLOW
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "numbers": st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=3),
                "grid": st.lists(st.lists(st.integers(-9, 9), max_size=2), max_size=2),
                "thing": st.fixed_dictionaries(
                    {"name": st.text("ab", max_size=3), "size": st.none() | st.floats(-1, 1)}
                ),
                "counts": st.dictionaries(st.sampled_from("xyz"), st.integers(-9, 9), max_size=3),
            }
        ),
        min_size=1,
        max_size=4,
    )
)
def test_nested_columns(serve: Any, rows: list[dict[str, Any]]) -> None:
    served = serve(model_zoo.nested_echo)
    types = {
        "numbers": pa.list_(pa.float64()),
        "grid": pa.large_list(pa.list_(pa.int64())),
        "thing": pa.struct([("name", pa.string()), ("size", pa.float64())]),
        "counts": pa.map_(pa.string(), pa.int64()),
    }
    columns = [GivenColumn(name, _T.ARRAY, [row[name] for row in rows]) for name in types]
    arrow = [
        pa.array([list(value.items()) if name == "counts" else value for value in column.values], types[name])
        for name, column in zip(types, columns, strict=True)
    ]
    payloads = [as_rows(columns), arrow_payload(pa.table(arrow, names=list(types)))]
    expected = served.expect(pd.DataFrame(rows))
    for answer in served.answers(payloads):
        assert list(map(json.loads, answer["text"])) == list(map(json.loads, expected))


@_SLOW
@given(data=st.data(), size=st.integers(1, 4))
def test_tensors(serve: Any, data: st.DataObject, size: int) -> None:
    served = serve(model_zoo.tensors)
    image = np.array(data.draw(st.lists(_SINGLES, min_size=4 * size, max_size=4 * size)), np.float32).reshape(
        size, 2, 2
    )
    offset = np.array(data.draw(st.lists(st.integers(-99, 99), min_size=size, max_size=size)), np.int64)
    result = served.expect({"image": image, "offset": offset})
    columns = [GivenColumn("image", _T.ARRAY, image.tolist()), GivenColumn("offset", _T.LONG, offset.tolist())]
    fixed = pa.list_(pa.list_(pa.float32(), 2), 2)
    payloads = [
        payload_pb2.Payload(
            tensors=payload_pb2.Tensors(tensors=[array_tensor("offset", offset), array_tensor("image", image)])
        ),
        as_rows(columns),
        arrow_payload(pa.table([pa.array(image.tolist(), fixed), pa.array(offset)], names=["image", "offset"])),
        arrow_payload(pa.table([pa.array(image.tolist()), pa.array(offset)], names=["image", "offset"])),
    ]
    _assert_all({name: values.tolist() for name, values in result.items()}, served.answers(payloads))


@_SLOW
@given(values=st.lists(st.tuples(_DOUBLES, _DOUBLES, _DOUBLES), min_size=1, max_size=5))
def test_unnamed_tensor(serve: Any, values: list[tuple[float, float, float]]) -> None:
    served = serve(model_zoo.unnamed_tensor)
    assert served.call_path == inference_service_pb2.CALL_PATH_NATIVE
    array = np.array(values)
    column = GivenColumn("", _T.ARRAY, [list(row) for row in values])
    lists = pa.table([pa.array(array.tolist(), pa.list_(pa.float64(), 3))], names=["features"])
    payloads = [matrix(array), as_rows([column]), arrow_payload(lists)]
    _assert_all({"prediction": served.expect(array).tolist()}, served.answers(payloads))


@pytest.mark.parametrize("encoding", ["ENCODING_ROWS", "ENCODING_TENSORS", "ENCODING_ARROW"])
def test_the_answer_comes_in_the_encoding_asked_for(serve: Any, encoding: str) -> None:
    served = serve(model_zoo.classifier)
    columns = [GivenColumn(name, _T.DOUBLE, [0.5, -0.5]) for name in "abcd"]
    wanted = payload_pb2.Encoding.Value(encoding)
    answers = [served.client.predict(payload, response_encoding=wanted).served for payload in _encodings(columns)]
    kinds = {"ENCODING_ROWS": "rows", "ENCODING_TENSORS": "tensors", "ENCODING_ARROW": "arrow_stream"}
    assert {answer.WhichOneof("encoding") for answer in answers} == {kinds[encoding]}
    assert plain_columns(answers[0]) == plain_columns(answers[1]) == plain_columns(answers[2])


@pytest.mark.parametrize("encode", [as_tensors, as_arrow, as_rows])
def test_no_rows_give_no_rows_without_calling_the_model(serve: Any, encode: Any) -> None:
    served = serve(model_zoo.classifier)
    payload = encode([GivenColumn(name, _T.DOUBLE, []) for name in "abcd"])
    answers, timings = served.client.predict_batch_timed([Ask(payload)])
    assert answers[0].outcome.row_count == 0
    assert timings.model_calls == 0
    if encode is not as_rows:
        assert plain_columns(answers[0].served) == {"prediction": []}
