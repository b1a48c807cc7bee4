"""What commands print: a table for people, JSON for programs."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import typer


def print_json(value: Any, *, to_stderr: bool = False) -> None:
    """Print a value of the package, or a list of them, as JSON."""
    typer.echo(json.dumps(plain(value), indent=2, ensure_ascii=False), err=to_stderr)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, empty: str) -> None:
    """Print rows under headings; `empty` says that there are none."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    listed = list(rows)
    if not listed:
        typer.echo(empty)
        return
    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in listed:
        table.add_row(*(_text(each) for each in row))
    # A pipe has no width: rows then stay whole.
    console = Console()
    console.print(table, soft_wrap=not console.is_terminal)


def print_facts(facts: Mapping[str, Any]) -> None:
    """Print names and values under each other; what is None or empty is left out."""
    shown = {name: _text(value) for name, value in facts.items() if value not in (None, "", (), [], {})}
    width = max(map(len, shown), default=0)
    for name, text in shown.items():
        typer.echo(f"{name:<{width}}  {text}")


def plain(value: Any) -> Any:
    """A value of the package as JSON knows it: dataclasses as objects, instants as ISO 8601 text, NaN as null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _text(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={_text(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_text(each) for each in value)
    return str(value)
