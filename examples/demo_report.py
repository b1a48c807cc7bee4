"""The report at the end of the demo."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table

import hokusai
from hokusai.versions.history import VersionComparison


@dataclass(frozen=True)
class Streamed:
    """What came of the stream: rows and seconds of all, the version that answered, the share of right answers."""

    rows: int
    seconds: float
    version: str
    accuracy: float


def print_report(console: Console, client: hokusai.Client, comparison: VersionComparison, streamed: Streamed) -> None:
    """Print what was registered, what happened to it, and how it predicted."""
    model = comparison.baseline.model
    console.print(
        Panel(
            Group(
                versions_table(comparison),
                "",
                history_table(client, model),
                "",
                *prediction_lines(client, model, streamed),
            ),
            title=f"Hokusai: {model}",
            padding=(1, 2),
            expand=False,
        )
    )


def versions_table(comparison: VersionComparison) -> Table:
    """Both versions with their metrics and the server's verdict."""
    table = Table("version", "MLflow", "improves on", *(metric.name for metric in comparison.metrics), box=None)
    for version in (comparison.baseline, comparison.candidate):
        values = [f"{version.metrics[metric.name].value:.4f}" for metric in comparison.metrics]
        table.add_row(version.version, str(version.mlflow.version), version.parent_version or "-", *values)
    deltas = ["-" if metric.delta is None else f"{metric.delta:+.4f}" for metric in comparison.metrics]
    table.add_row(f"[bold]{comparison.recommendation}[/bold]", "", "", *(f"[green]{delta}[/green]" for delta in deltas))
    return table


def history_table(client: hokusai.Client, model: str) -> Table:
    """The append-only history of the model."""
    table = Table("history", "alias", "from", "to", "reason", box=None)
    for entry in client.list_history(model, oldest_first=True):
        table.add_row(entry.kind, entry.alias or "", entry.from_version or "", entry.to_version or "", entry.reason)
    return table


def prediction_lines(client: hokusai.Client, model: str, streamed: Streamed) -> list[str]:
    """Throughput, the version that answered, and the latency that the server tracked."""
    rate = streamed.rows / streamed.seconds
    statistics = client.get_inference_statistics(model)[0]
    latency = statistics.latency_ms
    assert latency is not None
    return [
        f"[bold]{streamed.rows:,} rows[/bold] streamed in {streamed.seconds:.2f} s: [bold]{rate:,.0f} rows/s[/bold]",
        f"answered by [bold]{streamed.version}[/bold], which is in production; {streamed.accuracy:.1%} right",
        f"tracked: {statistics.event_count} batches; p50 {latency.p50:.1f} ms, p99 {latency.p99:.1f} ms on the server",
    ]
