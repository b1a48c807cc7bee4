"""Model code of the zoo."""

from __future__ import annotations

import json
from typing import Any

import mlflow
from mlflow.pyfunc.model import PythonModel
from pydantic import BaseModel
from typing_extensions import override


class Echo(PythonModel):
    """Returns its input."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        return model_input


class Describe(PythonModel):
    """Writes each row as text."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        rows = model_input.astype(object).to_dict("records")
        return [json.dumps(row, default=lambda value: value.item(), sort_keys=True) for row in rows]


class Blend(PythonModel):
    """Combines two tensors."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        image, offset = model_input["image"], model_input["offset"]
        return {"sum": image.sum(axis=(1, 2)) + offset, "shifted": image + offset[:, None, None].astype("float32")}


class Scale(PythonModel):
    """Multiplies by a parameter."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        return model_input["x"].to_numpy() * params["factor"]


class TooFew(PythonModel):
    """Answers one row, whatever the number of its input's."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        return [1.0]


class Scalar(PythonModel):
    """Answers with a number instead of rows."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        return 1.0


class Careless(PythonModel):
    """Writes into its input."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        model_input.loc[:, "x"] *= 2
        return model_input["x"].to_numpy()


class Strange(PythonModel):
    """Answers with values that no encoding has."""

    @override
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        return [1j for _ in range(len(model_input))]


class Order(BaseModel):
    """One row of `Price`."""

    item: str
    count: int


class Price(PythonModel):
    """Its signature comes from type hints: rows are objects."""

    @override
    def predict(self, model_input: list[Order]) -> list[float]:  # type: ignore[override]  # MLflow allows it
        return [order.count * float(len(order.item)) for order in model_input]


class Length(PythonModel):
    """Its signature comes from type hints: rows are texts."""

    @override
    def predict(self, model_input: list[str]) -> list[int]:  # type: ignore[override]  # MLflow allows it
        return [len(text) for text in model_input]


class Traced(PythonModel):
    """Traces its own calls with MLflow."""

    @override
    @mlflow.trace
    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        return model_input["x"].to_numpy()
