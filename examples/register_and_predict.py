"""Registers a version that the server has under another name, predicts, streams 100,000 rows and handles an error.

The same job as the programs in go/, java/, rust/ and typescript/. It begins with a version that the server has, by
default tumours 1.0.0 of the quick start, whose inputs are columns of doubles.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

import hokusai
from hokusai.registry import ModelVersion

STREAMED_ROWS = 100_000
BATCH_ROWS = 5_000


def main() -> None:
    """Do the whole job."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", help="HOST:PORT of the server; HOKUSAI_ADDRESS, else 127.0.0.1:50051")
    parser.add_argument("--model", default="tumours", help="name of a model that the server has")
    parser.add_argument("--version", default="1.0.0", help="number of one of its versions")
    given = parser.parse_args()
    with hokusai.Client(given.address) as client:
        copy = register_by_reference(client, given.model, given.version)
        print("registered", copy.model, copy.version)
        columns = [column.name for column in copy.signature.inputs] if copy.signature else []
        row = pd.DataFrame(np.random.default_rng().random((1, len(columns))), columns=columns)
        answer = client.predict(copy.model, row)
        print("predicted", answer.values.iloc[0, 0], "with", answer.version)
        stream(client, copy.model, len(columns))
        handle_an_error(client)


def register_by_reference(client: hokusai.Client, model: str, version: str) -> ModelVersion:
    """Make the files of a known version the first version of another model; the server has them, so none is sent."""
    with tempfile.TemporaryDirectory() as folder:
        files = client.download_model(model, version, Path(folder) / "model", progress=False)
        return client.register_baseline(f"{model}-python", files, progress=False)


def stream(client: hokusai.Client, model: str, width: int) -> None:
    """Stream batches and show how far it is."""
    rows, started = 0, time.perf_counter()
    for answer in client.predict_stream(model, batches(width)):
        rows += len(answer)
        print(f"\rstreamed {rows} rows", end="")
    seconds = time.perf_counter() - started
    print(f" in {seconds:.2f} s: {rows / seconds:.0f} rows/s")


def batches(width: int) -> Iterator[npt.NDArray[np.float64]]:
    """Batches as they are asked for, so that memory holds a few at a time."""
    generator = np.random.default_rng()
    for _ in range(STREAMED_ROWS // BATCH_ROWS):
        yield generator.random((BATCH_ROWS, width))


def handle_an_error(client: hokusai.Client) -> None:
    """An error has a class to catch, facts to decide by, and a message that names the next step."""
    try:
        client.get_version("no-such-model", "1.0.0")
    except hokusai.exceptions.ModelNotFound as error:
        print(error.reason, error.details)
        print("next:", error.message)


if __name__ == "__main__":
    main()
