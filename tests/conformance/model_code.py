"""Model code of the fixtures. Its arithmetic is exact in binary: every machine answers the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd
from mlflow.pyfunc.model import PythonModel
from typing_extensions import override


def _each(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The change for each value that is not null."""

    def apply(column: Any) -> Any:
        return pd.Series([None if _is_null(value) else change(value) for value in column], dtype="object")

    return apply


def _is_null(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


CHANGES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "boolean": _each(lambda value: not value),
    "integer": lambda column: column + 1,
    "long": lambda column: column + 2**40,
    "float": lambda column: column * 2,
    "double": lambda column: column / 2,
    "string": _each(str.upper),
    "binary": _each(lambda value: bytes(value)[::-1]),
    "datetime": lambda column: column + pd.Timedelta(days=1, nanoseconds=1),
    "array": _each(lambda value: [number * 2 for number in reversed(list(value))]),
    "grid": _each(lambda value: [[number + 1 for number in row] for row in value]),
    "map": _each(lambda value: {f"{key}{key}": number + 1 for key, number in dict(value).items()}),
    "object": _each(lambda value: {"name": value["name"].upper(), "size": _half(value.get("size"))}),
}
"""What `Change` does to a column of each name."""


def _half(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value / 2


class Change(PythonModel):
    """Changes its one column by what is done to columns of that name, each row for itself."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        (name,) = model_input.columns
        return pd.DataFrame({name: CHANGES[name](model_input[name])})


class Blend(PythonModel):
    """Combines two named tensors into two others."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        image, offset = model_input["image"], model_input["offset"]
        return {"sum": image.sum(axis=(1, 2)) + offset, "shifted": image + offset[:, None, None].astype("float32")}


class Dot(PythonModel):
    """Weighs the columns of one unnamed tensor."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        return model_input @ [1.0, 0.5, 0.25]


class Scale(PythonModel):
    """Multiplies by one parameter and adds another; says a third."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        values = model_input["x"] * params["factor"] + sum(params["offsets"])
        return pd.DataFrame({"y": values, "unit": [params["unit"]] * len(values)})
