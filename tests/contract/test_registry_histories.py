"""Random histories of one model, each step checked against the semantics written as a few lines of plain Python."""

from __future__ import annotations

import asyncio
import tempfile
import uuid
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from hokusai_server.domain.errors import HokusaiError
from hokusai_server.domain.history import HistoryQuery
from hokusai_server.domain.paging import PageRequest
from hokusai_server.domain.requests import RequestKey, WriteContext
from hokusai_server.domain.selectors import Alias
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.versions import VersionQuery, VersionState
from hokusai_server.services.promotion import AliasExpectation, AliasMove
from tests.support.registries import RegistryUnderTest, open_registry

T = TypeVar("T")

ALIASES = ["production"]
"""One, so that its history grows long enough to matter."""

BELIEFS = ["nothing", "nothing", "truth", "lie"]
READY, DEPRECATED, DELETED = VersionState.READY, VersionState.DEPRECATED, VersionState.DELETED


class RegistryHistories(RuleBasedStateMachine):
    """The model: states by number, positions by alias, rows counted, outcomes by request id."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.folder = tempfile.TemporaryDirectory()
        self.states: dict[SemVer, VersionState] = {}
        self.positions: dict[str, list[SemVer]] = {alias: [] for alias in ALIASES}
        self.current: dict[str, SemVer | None] = dict.fromkeys(ALIASES)
        self.rows = 0
        self.repeatable: list[tuple[WriteContext, AliasMove, SemVer, int]] = []

    @initialize()
    def open(self) -> None:
        url = f"sqlite:///{Path(self.folder.name) / 'catalogue.db'}"
        self.registry: RegistryUnderTest = self.run_(self.stack.enter_async_context(open_registry(url)))
        for _ in range(3):
            self.register()

    @override
    def teardown(self) -> None:
        self.run_(self.stack.aclose())
        self.runner.close()
        self.folder.cleanup()

    def run_(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def outcome(self, work: Coroutine[Any, Any, Any]) -> str:
        """The reason of the refusal; empty if there was none."""
        try:
            self.run_(work)
        except HokusaiError as error:
            return error.reason
        return ""

    def refusal_of_target(self, number: SemVer) -> str:
        return {READY: "", DEPRECATED: "VERSION_DEPRECATED", DELETED: "VERSION_DELETED"}[self.states[number]]

    def moved(self, alias: str, number: SemVer | None) -> None:
        self.current[alias] = number
        self.rows += 1

    @rule()
    def register(self) -> None:
        version = self.run_(self.registry.register())
        patch = len(self.states)
        assert version.number == SemVer(1, 0, patch)
        self.states[version.number] = READY
        self.rows += 1

    @rule(
        alias=st.sampled_from(ALIASES), data=st.data(), expects=st.sampled_from(["nothing", "nothing", "truth", "lie"])
    )
    def promote(self, alias: str, data: st.DataObject, expects: str) -> None:
        number = data.draw(st.sampled_from(sorted(self.states)))
        lie = SemVer(9, 9, 9)
        believed = {"nothing": None, "truth": AliasExpectation(self.current[alias]), "lie": AliasExpectation(lie)}
        move = AliasMove("churn", alias, believed[expects])
        context = WriteContext("ada", RequestKey(str(uuid.uuid4()), "body"))
        said = self.outcome(self.registry.promotion.promote(move, number, context))
        already = self.current[alias] == number
        expected = "ALIAS_MOVED" if expects == "lie" else "" if already else self.refusal_of_target(number)
        assert said == expected
        if not expected:
            self.repeatable.append((context, move, number, self.rows))
        if not expected and not already:
            self.positions[alias].append(number)
            self.moved(alias, number)

    @precondition(lambda self: self.repeatable)
    @rule(data=st.data())
    def repeat_a_promotion(self, data: st.DataObject) -> None:
        context, move, number, _ = data.draw(st.sampled_from(self.repeatable))
        assert self.outcome(self.registry.promotion.promote(move, number, context)) == ""

    @rule(alias=st.sampled_from(ALIASES), steps=st.integers(1, 2))
    def roll_back(self, alias: str, steps: int) -> None:
        positions = self.positions[alias]
        back = steps + 1 if self.current[alias] is not None else steps
        said = self.outcome(self.registry.promotion.rollback(AliasMove("churn", alias), steps, WriteContext()))
        if not positions:
            assert said == "ALIAS_NOT_SET"
        elif back > len(positions):
            assert said == "ROLLBACK_TARGET_INVALID"
        else:
            target = positions[-back]
            assert said == self.refusal_of_target(target)
            if not said:
                # A version may stand in several places: the latest of them is where the alias is then.
                last = len(positions) - positions[::-1].index(target)
                del positions[last:]
                self.moved(alias, target)

    @rule(alias=st.sampled_from(ALIASES))
    def remove(self, alias: str) -> None:
        said = self.outcome(self.registry.promotion.remove(AliasMove("churn", alias), WriteContext()))
        assert said == ("" if self.current[alias] is not None else "ALIAS_NOT_SET")
        if not said:
            self.moved(alias, None)

    @rule(data=st.data(), wanted=st.sampled_from([READY, DEPRECATED, DELETED]))
    def retire_or_restore(self, data: st.DataObject, wanted: VersionState) -> None:
        number = data.draw(st.sampled_from(sorted(self.states)))
        before, retirement = self.states[number], self.registry.retirement
        work = {READY: retirement.restore, DEPRECATED: retirement.deprecate, DELETED: retirement.delete}[wanted]
        said = self.outcome(work("churn", number, "", WriteContext()))
        if before is wanted:
            assert said == ""
        elif before is DELETED:
            assert said == "VERSION_DELETED"
        elif wanted is not READY and number in self.current.values():
            assert said == "VERSION_IN_USE"
        else:
            assert said == ""
            self.states[number] = wanted
            self.rows += 1

    @rule()
    def mirror(self) -> None:
        self.run_(self.registry.delivery.deliver_pending())
        mirrored = self.registry.mirror.models["churn"]
        numbers = {place: version.number for place, version in mirrored.versions.items()}
        aliases = {alias: numbers[place] for alias, place in mirrored.aliases.items()}
        assert sorted(numbers.values()) == sorted(str(n) for n, state in self.states.items() if state is not DELETED)
        assert aliases == {alias: str(number) for alias, number in self.current.items() if number is not None}

    @invariant()
    def versions_agree(self) -> None:
        query = VersionQuery(states=frozenset(VersionState))
        listed = self.run_(self.registry.reading.list("churn", query, PageRequest(1000))).items
        assert {version.number: version.state for version in listed} == self.states
        usable = [number for number, state in self.states.items() if state is READY]
        summary = self.run_(self.registry.models.get("churn"))
        assert summary.latest == max(usable, default=None)

    @invariant()
    def aliases_agree(self) -> None:
        for alias, number in self.current.items():
            if number is None:
                continue
            resolution = self.run_(self.registry.resolution.resolve("churn", Alias(alias)))
            assert resolution.version.number == number

    @invariant()
    def each_change_left_one_row(self) -> None:
        history = self.run_(self.registry.reading.history("churn", HistoryQuery(), PageRequest(1000)))
        assert len(history.items) == self.rows


RegistryHistories.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_random_histories = pytest.mark.timeout(120)(RegistryHistories.TestCase)
