"""The table of languages and groups that a run of the conformance set ends with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

PROPERTY: Final = "conformance"
"""Under which a test records `tally` for the table: the title of the column, then the tally."""
_COLUMN: Final = 19

Tally = dict[str, tuple[int, int]]
"""Vectors passed and vectors run, by group."""


def tally(results: Iterable[Mapping[str, Any]]) -> Tally:
    """Counts the results of one report by group."""
    counts: Tally = {}
    for result in results:
        passed, run = counts.get(result["group"], (0, 0))
        counts[result["group"]] = (passed + bool(result["passed"]), run + 1)
    return counts


def table(tallies: Mapping[str, Tally]) -> list[str]:
    """One line a group, one column a language, each with passed of run; the last line has the sums."""
    groups = list(dict.fromkeys(group for counts in tallies.values() for group in counts))
    width = max(map(len, [*groups, "all"]), default=0) + 2
    lines = ["".ljust(width) + "".join(language.rjust(_COLUMN) for language in tallies)]
    lines += [
        group.ljust(width) + "".join(_cell(counts.get(group, (0, 0))) for counts in tallies.values())
        for group in groups
    ]
    return [*lines, "all".ljust(width) + "".join(_cell(_sum(counts)) for counts in tallies.values())]


def conformance_lines(stats: Mapping[str, Sequence[Any]]) -> list[str]:
    """The table of what pytest's reports have recorded, whatever became of their tests; empty without any."""
    ended = [*stats.get("passed", []), *stats.get("failed", [])]
    recorded = [value for report in ended for name, value in report.user_properties if name == PROPERTY]
    return table(dict(recorded)) if recorded else []


def _sum(counts: Tally) -> tuple[int, int]:
    return sum(passed for passed, _ in counts.values()), sum(run for _, run in counts.values())


def _cell(count: Iterable[int]) -> str:
    passed, run = count
    return f"{passed}/{run}".rjust(_COLUMN)
