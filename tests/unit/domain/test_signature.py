"""Signatures are read as MLflow writes them."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from mlflow.models import ModelSignature as MlflowSignature
from mlflow.models import infer_signature
from mlflow.types.schema import AnyType, Array, ColSpec, Map
from mlflow.types.schema import Schema as MlflowSchema

from hokusai_server.domain.signature import (
    ColumnSpec,
    ColumnType,
    ModelSignature,
    ParamSpec,
    Schema,
    SignatureError,
    TensorSpec,
    parse_signature,
)


def test_columns_of_every_scalar_type_keep_order_type_and_requiredness() -> None:
    frame = pd.DataFrame(
        {
            "long": [1],
            "double": [1.5],
            "text": ["x"],
            "time": pd.to_datetime(["2020-01-01"]),
            "flag": [True],
            "raw": [b"a"],
            "int": np.array([1], np.int32),
            "float": np.array([1], np.float32),
        }
    )
    frame["maybe"] = pd.Series([None], dtype="object")
    frame.loc[1] = frame.loc[0]
    frame.loc[1, "maybe"] = "y"
    frame = frame.astype({"long": "int64", "flag": "bool", "int": "int32", "float": "float32"})
    parsed = parse_signature(infer_signature(frame).to_dict())
    assert parsed is not None
    assert parsed.inputs is not None
    assert [(c.name, c.type, c.required) for c in parsed.inputs.columns] == [
        ("long", ColumnType.LONG, True),
        ("double", ColumnType.DOUBLE, True),
        ("text", ColumnType.STRING, True),
        ("time", ColumnType.DATETIME, True),
        ("flag", ColumnType.BOOLEAN, True),
        ("raw", ColumnType.BINARY, True),
        ("int", ColumnType.INTEGER, True),
        ("float", ColumnType.FLOAT, True),
        ("maybe", ColumnType.STRING, False),
    ]
    assert parsed.outputs is None


def test_nested_columns_describe_their_elements_and_properties() -> None:
    any_type: Any = AnyType()  # type: ignore[no-untyped-call]
    signature = MlflowSignature(
        MlflowSchema(
            [ColSpec(Map(Array("long")), "m"), ColSpec(any_type, "any", required=False), ColSpec(Array("string"), "a")]
        )
    )
    nested = infer_signature([{"o": {"x": 1, "y": "a"}}, {"o": {"x": 2}}])
    longs = ColumnSpec("", ColumnType.ARRAY, element=ColumnSpec("", ColumnType.LONG))
    assert ModelSignature(
        inputs=Schema(
            (
                ColumnSpec("m", ColumnType.MAP, element=longs),
                ColumnSpec("any", ColumnType.ANY, required=False),
                ColumnSpec("a", ColumnType.ARRAY, element=ColumnSpec("", ColumnType.STRING)),
            )
        )
    ) == parse_signature(signature.to_dict())
    parsed = parse_signature(nested.to_dict())
    assert parsed is not None
    assert parsed.inputs == Schema(
        (
            ColumnSpec(
                "o",
                ColumnType.OBJECT,
                properties=(
                    ColumnSpec("x", ColumnType.LONG),
                    ColumnSpec("y", ColumnType.STRING, required=False),
                ),
            ),
        )
    )


def test_tensors_keep_name_dtype_and_shape() -> None:
    parsed = parse_signature(
        infer_signature({"x": np.zeros((2, 3), np.float32), "y": np.zeros(2, dtype=object)}, np.array([0, 1])).to_dict()
    )
    assert parsed == ModelSignature(
        inputs=Schema(tensors=(TensorSpec("x", "float32", (-1, 3)), TensorSpec("y", "object", (-1,)))),
        outputs=Schema(tensors=(TensorSpec("", "int64", (-1,)),)),
    )


def test_params_keep_type_shape_and_default() -> None:
    params: dict[str, Any] = {"t": 1.5, "l": [1, 2], "d": np.datetime64("2020-01-01"), "o": {"k": 1}}
    parsed = parse_signature(infer_signature(pd.DataFrame({"a": [1.0]}), params=params).to_dict())
    assert parsed is not None
    assert (
        ParamSpec("t", ColumnType.DOUBLE, 1.5),
        ParamSpec("l", ColumnType.LONG, [1, 2], (-1,)),
        ParamSpec("d", ColumnType.DATETIME, "2020-01-01"),
        ParamSpec("o", ColumnType.OBJECT, {"k": 1}, (), (ColumnSpec("k", ColumnType.LONG),)),
    ) == parsed.params


def test_columns_named_by_numbers_keep_the_number_as_their_label() -> None:
    signature = infer_signature(pd.DataFrame(np.zeros((2, 2))))
    parsed = parse_signature(signature.to_dict())
    assert parsed is not None
    assert parsed.inputs is not None
    assert [(c.name, c.label) for c in parsed.inputs.columns] == [("0", 0), ("1", 1)]


def test_no_signature_is_none() -> None:
    assert parse_signature(None) is None


@pytest.mark.parametrize(
    "entry",
    [
        "text",
        {"inputs": "[{"},
        {"inputs": '{"type": "long"}'},
        {"inputs": '[{"type": "complex", "name": "a"}]'},
        {"inputs": '[{"type": "array", "name": "a"}]'},
        {"inputs": '[{"type": "tensor", "tensor-spec": {"dtype": "f4", "shape": "x"}}]'},
        {"inputs": '[{"type": "tensor", "tensor-spec": {"dtype": "f4", "shape": []}}, {"type": "long", "name": "a"}]'},
        {"inputs": '[{"type": "long", "name": "a"}, {"type": "long", "name": "a"}]'},
        {"inputs": '[{"type": "long", "name": "a"}, {"type": "long"}, {"type": "long"}]'},
        {"inputs": '[{"type": "long", "name": [1]}]'},
        {"params": '[{"type": "long"}]'},
        {"inputs": "[" + '{"type": "array", "items": ' * 40 + '{"type": "long"}' + "}" * 40 + "]"},
    ],
)
def test_what_mlflow_does_not_write_is_refused(entry: object) -> None:
    with pytest.raises(SignatureError):
        parse_signature(entry)
