"""Results as JSON below bench/results, with the machine and the versions they were taken with."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
RESULTS = REPOSITORY / "bench/results"
_VERSIONS = ("grpcio", "protobuf", "mlflow", "scikit-learn", "numpy", "pandas", "pyarrow", "lightgbm", "uvloop")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a part's table.

    Attributes:
        what: what was measured, in words.
        figures: name of a column, with its unit → value.
        target: what is wanted, in words; empty where nothing was promised.
        reached: whether it is so; None without a target.
    """

    what: str
    figures: dict[str, float | str]
    target: str = ""
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One bench's results.

    Attributes:
        name: of the bench, as in `make bench BENCH=name`.
        title: for the table.
        method: how it was measured, in a sentence or two.
        rows: in the table's order.
        versions: of peers, beside those of this environment.
    """

    name: str
    title: str
    method: str
    rows: Sequence[Row]
    versions: dict[str, str] = field(default_factory=dict)


def save(part: Part) -> None:
    """Write the part's JSON and print its table."""
    RESULTS.mkdir(exist_ok=True)
    document = {
        **asdict(part),
        "versions": {**{name: version(name) for name in _VERSIONS}, **part.versions},
        "machine": {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()},
        "measured": datetime.now(UTC).date().isoformat(),
    }
    (RESULTS / f"{part.name}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    print(table([asdict(row) for row in part.rows]))


def table(rows: Sequence[dict[str, object]]) -> str:
    """A Markdown table; columns in the order in which rows first name them."""
    columns: list[str] = []
    for row in rows:
        figures = row["figures"]
        columns += [name for name in figures if name not in columns]  # type: ignore[attr-defined]
    lines = [["what", *columns, "target", "reached"], ["---"] * (len(columns) + 3)]
    for row in rows:
        figures = row["figures"]
        cells = [_text(figures.get(name, "")) for name in columns]  # type: ignore[attr-defined]
        reached = {True: "yes", False: "**no**", None: ""}[row["reached"]]  # type: ignore[index]
        lines.append([str(row["what"]), *cells, str(row["target"]), reached])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _text(value: object) -> str:
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 100 else f"{value:.3g}"
