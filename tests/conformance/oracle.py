"""What MLflow answers in this process, and the vectors that hold it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.conformance.fixtures import FIXTURES

PREDICT: Final = "/hokusai.inference.v1.InferenceService/Predict"


class Oracle:
    """The fixture models, in this process and behind nothing but MLflow."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._models: dict[str, Any] = {}

    def predict(self, model: str, data: Any, params: Mapping[str, Any] | None = None) -> Any:
        """What MLflow's pyfunc answers."""
        import mlflow.pyfunc

        if model not in self._models:
            self._models[model] = mlflow.pyfunc.load_model(str(FIXTURES[model].write(self._folder / model)))
        return self._models[model].predict(data, params=params)


def prediction(model: str, payload: Any, answer: Any, rows: int, **more: Any) -> dict[str, Any]:
    """One call of Predict that succeeds."""
    reply = {"payload": answer, "servedBy": {"model": model, "version": "1.0.0"}, "rowCount": str(rows)}
    return {"method": PREDICT, "request": {"model": model, "payload": payload, **more}, "expect": {"reply": reply}}


def vector(name: str, meaning: str, *calls: Any) -> dict[str, Any]:
    return {"id": f"predictions/{name}", "meaning": meaning, "calls": list(calls)}
