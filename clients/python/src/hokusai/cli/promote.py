"""`hokusai promote` and `hokusai rollback`: where aliases point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hokusai.cli.options import Address, Alias, Json, ModelName, Reason, Version, connect
from hokusai.cli.printing import print_json

if TYPE_CHECKING:
    from hokusai.versions.history import HistoryEntry

_Expect = Annotated[
    str | None, typer.Option("--expect", help="What the alias must point to now: a version, or `unset`.")
]


def promote(
    model: ModelName,
    version: Version,
    alias: Alias = "production",
    expect: _Expect = None,
    reason: Reason = "",
    address: Address = None,
    as_json: Json = False,
) -> None:
    """Point an alias (production) to a version."""
    with connect(address) as client:
        entry = client.promote_version(model, version, alias=alias, expected_from=expect, reason=reason)
    _tell(entry, as_json)


def rollback(
    model: ModelName,
    to: Annotated[str | None, typer.Option("--to", help="A version that it pointed to before.")] = None,
    steps: Annotated[int | None, typer.Option(min=1, help="How many moves back. Default: 1.")] = None,
    alias: Alias = "production",
    expect: _Expect = None,
    reason: Reason = "",
    address: Address = None,
    as_json: Json = False,
) -> None:
    """Point an alias back to a version that it pointed to before."""
    with connect(address) as client:
        entry = client.rollback_alias(model, alias=alias, version=to, steps=steps, expected_from=expect, reason=reason)
    _tell(entry, as_json)


def _tell(entry: HistoryEntry, as_json: bool) -> None:
    if as_json:
        print_json(entry)
        return
    typer.echo(f"@{entry.alias} of {entry.model}: {entry.from_version or 'unset'} → {entry.to_version}")
