"""Predict over more data than fits in memory, batch by batch, and go on after batches that fail."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression

import hokusai

COLUMNS = ["x", "y"]


def batches(count: int, rows: int) -> Iterator[pd.DataFrame]:
    """Batches as they come, from a file or a queue; the third is broken."""
    for number in range(count):
        values = pd.DataFrame(np.random.default_rng(number).random((rows, 2)), columns=COLUMNS)
        yield values.rename(columns={"y": "z"}) if number == 2 else values


def main() -> None:
    """Register a model and stream through it."""
    train = pd.DataFrame(np.random.default_rng(0).random((100, 2)), columns=COLUMNS)
    estimator = LinearRegression().fit(train, train["x"] + 2 * train["y"])
    with hokusai.Client() as client:
        client.register_baseline("sums", estimator, model_type="regression", input_example=train.head())
        # --8<-- [start:stream]
        for answer in client.predict_stream("sums", batches(5, rows=10_000), on_error="yield"):
            if isinstance(answer, hokusai.FailedBatch):
                print(f"batch {answer.sequence} failed: {answer.error}")
            else:
                print(f"batch {answer.sequence}: {len(answer)} rows by {answer.version}")
        # --8<-- [end:stream]


if __name__ == "__main__":
    main()
