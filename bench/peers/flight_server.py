"""Arrow Flight with a model inline: `flight_server.py PORT estimator|pyfunc FILE_OR_FOLDER`.

`DoExchange` answers every record batch with one of a column `prediction`, in order. With `estimator` the columns are
laid into a matrix and handed to the estimator that joblib wrote; with `pyfunc` they become a pandas data frame for
MLflow's `pyfunc.predict`, which checks them against the model's signature.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import flight

Predict = Callable[[pa.RecordBatch], np.ndarray[Any, Any]]
ANSWER = pa.schema([pa.field("prediction", pa.int64())])


class ModelServer(flight.FlightServerBase):  # type: ignore[misc]
    """Answers batches with predictions."""

    def __init__(self, location: str, predict: Predict) -> None:
        super().__init__(location)
        self._predict = predict

    def do_exchange(self, _context: Any, _descriptor: Any, reader: Any, writer: Any) -> None:
        """One batch out for each batch in."""
        writer.begin(ANSWER)
        for chunk in reader:
            writer.write_batch(pa.record_batch([pa.array(self._predict(chunk.data))], schema=ANSWER))


def by_estimator(path: str) -> Predict:
    """The estimator on a matrix."""
    import joblib

    estimator = joblib.load(path)

    def predict(batch: pa.RecordBatch) -> np.ndarray[Any, Any]:
        matrix = np.column_stack([column.to_numpy() for column in batch.columns])
        return np.asarray(estimator.predict(matrix))

    return predict


def by_pyfunc(path: str) -> Predict:
    """MLflow's pyfunc on a data frame."""
    import mlflow.pyfunc

    model = mlflow.pyfunc.load_model(path)
    return lambda batch: np.asarray(model.predict(batch.to_pandas()))


if __name__ == "__main__":
    port, kind, source = sys.argv[1:]
    maker = {"estimator": by_estimator, "pyfunc": by_pyfunc}[kind]
    ModelServer(f"grpc://127.0.0.1:{port}", maker(source)).serve()
