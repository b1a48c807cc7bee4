"""The append-only history of a model, and what it says about where an alias pointed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from hokusai_server.domain.semver import SemVer


class HistoryKind(Enum):
    """Kinds of rows."""

    REGISTERED = "registered"
    PROMOTED = "promoted"
    ROLLED_BACK = "rolled_back"
    ALIAS_REMOVED = "alias_removed"
    DEPRECATED = "deprecated"
    DELETED = "deleted"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class HistoryDraft:
    """A row before it has its place. Attributes as in `HistoryEntry`."""

    model: str
    kind: HistoryKind
    actor: str
    time: datetime
    alias: str = ""
    from_number: SemVer | None = None
    to_number: SemVer | None = None
    reason: str = ""
    breaking_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A row.

    Attributes:
        id: place in the history of the whole catalogue.
        row: what happened. `from_number` is where the alias pointed before; `to_number` where it points since, or the
            version that was registered, deprecated, deleted or restored; None stands for nowhere.
    """

    id: int
    row: HistoryDraft


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which rows of a model a listing returns, and in which order."""

    alias: str = ""
    number: SemVer | None = None
    kinds: frozenset[HistoryKind] = frozenset()
    start_time: datetime | None = None
    end_time: datetime | None = None
    oldest_first: bool = False


def positions(rows: Iterable[HistoryDraft]) -> list[SemVer]:
    """The positions that an alias's moves, oldest first, left behind; the last one is where it points or last pointed.

    A promotion adds a position; a rollback goes back to the latest earlier one of that version, or adds one if later
    rollbacks have dropped it. Removing the alias changes nothing, so it can be brought back by promoting.
    """
    stack: list[SemVer] = []
    for row in rows:
        if row.to_number is None:
            continue
        if row.kind is HistoryKind.ROLLED_BACK and row.to_number in stack:
            del stack[len(stack) - stack[::-1].index(row.to_number) :]
        else:
            stack.append(row.to_number)
    return stack
