"""Vectors of predictions on tensors and with parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from hokusai.inference.v1 import payload_pb2
from hokusai_server.domain.signature import ColumnType
from tests.conformance.expected import answer_pattern, payload_json, payload_pattern, request_payload
from tests.conformance.oracle import Oracle, prediction, vector
from tests.support.payloads import GivenColumn, array_tensor, arrow_payload, as_rows, value_message

_IMAGE: Final = np.arange(12, dtype=np.float32).reshape(3, 2, 2) / 4
_OFFSET: Final = np.array([10, -20, 0], np.int64)
_TABLE: Final = np.array([[1.0, 2.0, 4.0], [0.5, -1.0, 0.25]])
_X: Final = GivenColumn("x", ColumnType.DOUBLE, [1.0, -0.5])
_ROWS: Final = {"responseEncoding": "ENCODING_ROWS"}
_TENSORS: Final = {"responseEncoding": "ENCODING_TENSORS"}


def tensor_vectors(oracle: Oracle) -> Iterator[dict[str, Any]]:
    """Models whose signature is made of tensors."""
    yield from _named_vectors(oracle)
    yield from _unnamed_vectors(oracle)


def _named_vectors(oracle: Oracle) -> Iterator[dict[str, Any]]:
    model = "conformance.named-tensors"
    answers = oracle.predict(model, {"image": _IMAGE, "offset": _OFFSET})
    tensors = _tensors(answers)
    rows = as_rows([GivenColumn(name, ColumnType.ARRAY, array.tolist()) for name, array in answers.items()])
    given = {
        "tensors": _tensors({"image": _IMAGE, "offset": _OFFSET}),
        "rows": as_rows(
            [
                GivenColumn("image", ColumnType.ARRAY, _IMAGE.tolist()),
                GivenColumn("offset", ColumnType.LONG, _OFFSET.tolist()),
            ]
        ),
        "arrow": arrow_payload(
            pa.table(
                [pa.array(_IMAGE.tolist(), pa.list_(pa.list_(pa.float32(), 2), 2)), pa.array(_OFFSET)],
                names=["image", "offset"],
            )
        ),
    }
    for encoding, payload in given.items():
        call = prediction(model, payload_json(payload), payload_pattern(tensors), 3, **_TENSORS)
        yield vector(f"named-tensors-{encoding}", f"Named tensors of several dimensions, given as {encoding}.", call)
    call = prediction(model, payload_json(given["tensors"]), payload_pattern(rows), 3, **_ROWS)
    yield vector("named-tensors-answered-in-rows", "The trailing dimensions of a tensor are lists in a row.", call)


def _unnamed_vectors(oracle: Oracle) -> Iterator[dict[str, Any]]:
    model = "conformance.unnamed-tensor"
    answers = np.asarray(oracle.predict(model, _TABLE))
    pattern = payload_pattern(_tensors({"prediction": answers}))
    lists = pa.table([pa.array(_TABLE.tolist(), pa.list_(pa.float64(), 3))], names=["features"])
    given = {
        "tensors": _tensors({"": _TABLE}),
        "rows": as_rows([GivenColumn("", ColumnType.ARRAY, _TABLE.tolist())]),
        "arrow": arrow_payload(lists),
    }
    for encoding, payload in given.items():
        call = prediction(model, payload_json(payload), pattern, 2, **_TENSORS)
        yield vector(f"unnamed-tensor-{encoding}", f"The one unnamed tensor, given as {encoding}.", call)


def _tensors(arrays: Mapping[str, np.ndarray[Any, Any]]) -> payload_pb2.Payload:
    tensors = [array_tensor(name, array) for name, array in arrays.items()]
    return payload_pb2.Payload(tensors=payload_pb2.Tensors(tensors=tensors))


def parameter_vectors(oracle: Oracle) -> Iterator[dict[str, Any]]:
    """Parameters beside the rows, each with a default in the signature."""
    cases: Mapping[str, tuple[str, Mapping[str, Any]]] = {
        "defaults": ("Without parameters the signature's defaults apply", {}),
        "one": ("A parameter that is given replaces its default, the others keep theirs", {"factor": 0.25}),
        "list": ("A list of any length is one parameter", {"offsets": [2**40, -(2**40), 7]}),
        "all": ("Every parameter is given", {"factor": -1.0, "offsets": [5], "unit": "北"}),
    }
    for name, (meaning, params) in cases.items():
        answers: pd.DataFrame = oracle.predict("conformance.params", pd.DataFrame({"x": _X.values}), params)
        columns: Sequence[GivenColumn] = [
            GivenColumn("y", ColumnType.DOUBLE, answers["y"].tolist()),
            GivenColumn("unit", ColumnType.STRING, answers["unit"].tolist()),
        ]
        message = payload_pb2.PredictParams(values={key: value_message(value) for key, value in params.items()})
        more = {"params": payload_json(message)} if params else {}
        call = prediction(
            "conformance.params", request_payload([_X], "rows"), answer_pattern(columns, "rows"), 2, **more
        )
        yield vector(f"params-{name}", f"{meaning}.", call)
