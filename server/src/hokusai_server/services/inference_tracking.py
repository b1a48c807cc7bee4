"""Inference events: taken if valid, kept at once, counted soon, told on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from hokusai_server.domain.errors import FieldViolation, InvalidRequest, ModelNotFound, VersionNotFound
from hokusai_server.domain.inference_events import InferenceEvent, UnregisteredModels, check_events
from hokusai_server.domain.inference_statistics import MAX_RESULTS, InferenceStatistics, StatisticsQuery, Window
from hokusai_server.domain.names import checked_model_name
from hokusai_server.domain.semver import SemVer
from hokusai_server.ports.event_spool import AppendOutcome, EventBatch, EventSpool
from hokusai_server.ports.inference_statistics import InferenceStatisticsStore
from hokusai_server.ports.registered_versions import RegisteredVersions
from hokusai_server.services.event_counting import EventCounting

UNREGISTERED_MODELS_SETTING: Final = "tracking.unregistered_models=accept"
# Some 100 bytes each; past that the oldest is asked for again.
_KNOWN_VERSIONS: Final = 10_000


@dataclass(frozen=True, slots=True)
class StatisticsRequest:
    """What a caller asks; None means the default of the contract.

    Attributes:
        model: the model.
        versions: exact numbers; empty: all.
        start: first instant to count.
        end: first instant not to count.
        bucket: length of the parts.
        by_arm: whether arms are told apart.
    """

    model: str
    versions: Sequence[str] = ()
    start: datetime | None = None
    end: datetime | None = None
    bucket: timedelta | None = None
    by_arm: bool = False


@dataclass(frozen=True, slots=True)
class StatisticsReport:
    """What was counted, and in which window."""

    window: Window
    statistics: Sequence[InferenceStatistics]


class VersionGate:
    """Lets events through whose version is registered here, or all of them, as the setting says."""

    def __init__(self, versions: RegisteredVersions, unregistered: UnregisteredModels) -> None:
        self._versions = versions
        self._unregistered = unregistered
        # Versions leave a tombstone, so what was registered once stays so.
        self._known: dict[tuple[str, str], None] = {}

    async def check(self, events: Sequence[InferenceEvent]) -> None:
        """Refuse a batch with an event of a version that is not registered.

        Raises:
            ModelNotFound, VersionNotFound: naming the setting that would accept it.
            CatalogueUnavailable: nobody can tell at the moment.
        """
        if self._unregistered is UnregisteredModels.ACCEPT:
            return
        for model, version in {(event.model, event.version) for event in events} - self._known.keys():
            try:
                await self._versions.check(model, version)
            except ModelNotFound as fault:
                raise ModelNotFound(model, setting=UNREGISTERED_MODELS_SETTING) from fault
            except VersionNotFound as fault:
                raise VersionNotFound(model, version, setting=UNREGISTERED_MODELS_SETTING) from fault
            self._remember(model, version)

    async def knows(self, model: str) -> bool:
        """Whether a model of this name is registered."""
        return await self._versions.has_model(model)

    def _remember(self, model: str, version: str) -> None:
        if len(self._known) >= _KNOWN_VERSIONS:
            del self._known[next(iter(self._known))]
        self._known[model, version] = None


class InferenceTracking:
    """Takes inference events and tells what they add up to."""

    def __init__(
        self,
        spool: EventSpool,
        counting: EventCounting,
        statistics: InferenceStatisticsStore,
        gate: VersionGate,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._spool = spool
        self._counting = counting
        self._statistics = statistics
        self._gate = gate
        self._now = now

    async def track(self, events: Sequence[InferenceEvent], identity: str = "") -> AppendOutcome:
        """Keep a batch of events, all of it or nothing; when this returns they survive a crash.

        Args:
            events: drafts of events; checked here.
            identity: makes a repeated batch count once; empty: only the events' own ids do.
        Raises:
            InvalidRequest: an event is not valid.
            ModelNotFound, VersionNotFound: a version is not registered here, and that is refused by setting.
            RequestIdReused, SpoolFull, StorageFull, Overloaded, ShuttingDown: see `EventSpool.append`.
            CatalogueUnavailable: whether a version is registered cannot be told.
        """
        check_events(events, self._now())
        await self._gate.check(events)
        return await self._spool.append(EventBatch(events, identity))

    async def report(self, request: StatisticsRequest) -> StatisticsReport:
        """What was counted, including every event acknowledged before the call.

        Raises:
            InvalidRequest: a field is not valid.
            ModelNotFound: the model is neither registered nor has any event.
            CatalogueUnavailable: the counts cannot be read.
        """
        window = Window.asked_for(request.start, request.end, request.bucket, now=self._now())
        model = checked_model_name(request.model)
        versions = tuple(str(SemVer.parse(number, "versions")) for number in request.versions)
        await self._counting.flush()
        found = await self._statistics.query(StatisticsQuery(model, versions, window, request.by_arm))
        if len(found) > MAX_RESULTS:
            problem = f"gives {len(found)} results, more than {MAX_RESULTS}; ask for a shorter window or longer parts"
            raise InvalidRequest([FieldViolation("bucket", problem)])
        if not found and not await self._is_known(model):
            raise ModelNotFound(model)
        return StatisticsReport(window, found)

    async def _is_known(self, model: str) -> bool:
        return await self._statistics.has_events(model) or await self._gate.knows(model)
