"""Where an alias was: what promotions leave behind and rollbacks take away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hokusai_server.domain.history import HistoryDraft, HistoryKind, positions
from hokusai_server.domain.semver import SemVer

TIME = datetime(2026, 3, 3, tzinfo=UTC)
KINDS = {"+": HistoryKind.PROMOTED, "<": HistoryKind.ROLLED_BACK, "-": HistoryKind.ALIAS_REMOVED}


def moves(text: str) -> list[HistoryDraft]:
    """`+1` promotes 1.0.0, `<1` rolls back to it, `-` removes the alias."""
    return [
        HistoryDraft("m", KINDS[word[0]], "a", TIME, to_number=SemVer(int(word[1:]), 0, 0) if word[1:] else None)
        for word in text.split()
    ]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("", []),
        ("+1 +2 +3", [1, 2, 3]),
        ("+1 +2 +3 <2", [1, 2]),
        ("+1 +2 +3 <1", [1]),
        ("+1 +2 <1 +3", [1, 3]),
        ("+1 +2 +1 +3 <1", [1, 2, 1]),
        ("+1 +2 <1 <2", [1, 2]),
        ("+1 +2 -", [1, 2]),
        ("+1 - +2", [1, 2]),
    ],
)
def test_positions_follow_the_moves(history: str, expected: list[int]) -> None:
    assert [position.major for position in positions(moves(history))] == expected
