"""From training to streamed predictions on one machine: what `make demo` runs.

Starts a server on a throw-away store, trains a classifier on scikit-learn's breast cancer data, registers it, registers
an improved one, promotes that, streams rows through it, tracks what happened, prints a report, and stops everything.
"""

from __future__ import annotations

import signal

# Ctrl-C while the libraries load ends quietly: there is nothing to stop yet.
signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pandas as pd
from demo_report import Streamed, print_report
from local_server import local_server
from rich.console import Console
from rich.progress import Progress
from sklearn.base import ClassifierMixin
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

import hokusai

MODEL = "breast_cancer"
# About 1 MiB of doubles a message, which streams fastest: 30 columns x 8 bytes x 4096.
BATCH_ROWS = 4096


@dataclass(frozen=True)
class Data:
    """Measurements of tumours and whether each is benign (1) or malignant (0), split for training and judging."""

    train_x: pd.DataFrame
    test_x: pd.DataFrame
    train_y: pd.Series
    test_y: pd.Series


def main() -> None:
    """Run the demo with the rows that the command line asks for."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000, help="rows to stream (default: 200,000)")
    rows = parser.parse_args().rows
    console = Console()
    try:
        with local_server() as address, hokusai.Client(address) as client:
            plane = client.get_system_info().data_plane
            console.print(f"[green]done[/green] start a server on {address}: {plane} data plane, throw-away store")
            run(client, rows, console)
    except KeyboardInterrupt:
        raise SystemExit("\ninterrupted; the server was stopped and its data removed") from None


def run(client: hokusai.Client, rows: int, console: Console) -> None:
    """Everything between start and end of the server."""
    data = load_data()
    with step(console, "train and register a decision tree"):
        baseline = register(client, DecisionTreeClassifier(max_depth=2, random_state=0), data)
        client.promote_version(MODEL, baseline, reason="first version")
    with step(console, "train and register a logistic regression that improves on it"):
        candidate = register(client, make_pipeline(StandardScaler(), LogisticRegression()), data, improves_on=baseline)
    with step(console, "compare both and promote the better one"):
        comparison = client.compare_versions(MODEL, baseline, candidate)
        client.promote_version(MODEL, candidate, expected_from=baseline, reason=comparison.rationale)
    with step(console, "load it into a process of its own"):
        client.load_model(MODEL)
    with step(console, f"stream {rows:,} rows through it"):
        streamed = stream(client, data, rows, console)
    print_report(console, client, comparison, streamed)


@contextmanager
def step(console: Console, what: str) -> Iterator[None]:
    """Say what is done, and how long it took."""
    began = time.perf_counter()
    yield
    console.print(f"[green]done[/green] {what} [dim]{time.perf_counter() - began:.1f} s[/dim]")


def load_data() -> Data:
    """The breast cancer data set that scikit-learn ships: 569 tumours, 30 measurements each."""
    frame, target = load_breast_cancer(as_frame=True, return_X_y=True)
    train_x, test_x, train_y, test_y = train_test_split(frame, target, random_state=0, stratify=target)
    return Data(train_x, test_x, train_y, test_y)


def register(client: hokusai.Client, estimator: ClassifierMixin, data: Data, improves_on: str | None = None) -> str:
    """Train, judge and register one version; return its number."""
    estimator.fit(data.train_x, data.train_y)
    metrics = {
        "accuracy": accuracy_score(data.test_y, estimator.predict(data.test_x)),
        "auroc": roc_auc_score(data.test_y, estimator.predict_proba(data.test_x)[:, 1]),
    }
    example = data.train_x.head(5)
    if improves_on is None:
        registered = client.register_baseline(
            MODEL, estimator, model_type="classification", metrics=metrics, input_example=example
        )
    else:
        registered = client.register_improved(
            MODEL, estimator, parent_version=improves_on, bump="minor", metrics=metrics, input_example=example
        )
    return registered.version


def stream(client: hokusai.Client, data: Data, rows: int, console: Console) -> Streamed:
    """Predict rows drawn from the data set, and track one event a batch."""
    drawn = np.random.default_rng(0).integers(len(data.test_x), size=rows)
    answers: list[hokusai.Prediction] = []
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("streaming", total=rows)
        began = time.perf_counter()
        for answer in client.predict_stream(MODEL, batches(data.test_x, drawn)):
            answers.append(answer)
            progress.advance(bar, answer.row_count)
        seconds = time.perf_counter() - began
    client.track_inference([event(answer) for answer in answers])
    predicted = np.concatenate([np.asarray(answer.values).ravel() for answer in answers])
    right = float(np.mean(predicted == data.test_y.to_numpy()[drawn]))
    return Streamed(len(predicted), seconds, answers[0].version, right)


def event(answer: hokusai.Prediction) -> dict[str, object]:
    """What the server keeps of one answer: which version gave it, and how long that took on the server."""
    timings = answer.timings
    phases = (timings.queue, timings.decode, timings.validate, timings.predict, timings.encode) if timings else ()
    return {
        "model": MODEL,
        "version": answer.version,
        "latency_ms": 1000 * sum(phase or 0 for phase in phases),
        "rows": answer.row_count,
    }


def batches(frame: pd.DataFrame, drawn: np.ndarray) -> Iterator[pd.DataFrame]:
    """The drawn rows, a batch at a time."""
    for start in range(0, len(drawn), BATCH_ROWS):
        yield frame.iloc[drawn[start : start + BATCH_ROWS]]


if __name__ == "__main__":
    main()
