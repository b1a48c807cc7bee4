"""What the areas share while the server is put together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from opentelemetry.trace import NoOpTracer, Tracer

from hokusai_server.bootstrap.warming import WarmUp
from hokusai_server.domain.dependencies import SpoolState
from hokusai_server.domain.mode import Mode
from hokusai_server.ports.dependency_probe import DependencyProbe
from hokusai_server.services.access_keys import AccessKeys
from hokusai_server.services.data_plane_link import DataPlaneLink
from hokusai_server.services.loaded_models import LoadedModels
from hokusai_server.services.prediction import Prediction
from hokusai_server.services.route_cache import CatalogueRevision
from hokusai_server.settings import Settings
from hokusai_server.telemetry.inference_events import InferenceMetrics
from hokusai_server.telemetry.metrics import Metrics
from hokusai_server.transport.grpc_server import ServedService
from hokusai_server.transport.health import Health


@dataclass(frozen=True, slots=True)
class Probe:
    """A `DependencyProbe` of a name and a function.

    Attributes:
        name: of the dependency.
        required: whether the server is not ready without it.
        ask: raises a HokusaiError if the dependency does not answer as it should.
        spool: how full it is, if it is a spool.
    """

    name: str
    required: bool
    ask: Callable[[], Awaitable[None]]
    spool: Callable[[], SpoolState] | None = None

    async def check(self) -> None:
        """Ask it."""
        await self.ask()

    def spool_state(self) -> SpoolState | None:
        """How full it is."""
        return None if self.spool is None else self.spool()


@dataclass(frozen=True, slots=True)
class InferenceParts:
    """What predicts, for the data plane."""

    prediction: Prediction
    loaded: LoadedModels
    metrics: InferenceMetrics


@dataclass(slots=True)
class Assembly:
    """The server while it is put together; an area takes what it needs from here and adds what it offers.

    Attributes:
        settings: everything that is set; areas hand plain values on, never this.
        mode: how the server was started.
        data_dir: the folder of this server, made and locked; in mock mode a throw-away one.
        stack: what is entered here is left in reverse once the server has drained.
        health: for what serves beyond the services, e.g. loaded models.
        metrics: for gauges of an area's own.
        tracer: for spans of an area's own; records nothing unless traces are configured.
        services: every servicer to serve.
        probes: every dependency to watch.
        at_grace_end: ends what still streams when the grace time of the drain is over.
        warm_ups: takes seconds and memory, so it is begun when there is a model and not before.
        keys: that callers must show; None where everybody may call.
        revision: counts the writes to the catalogue.
        route_lifetime: how long a route is good where other servers write to the catalogue too; None where not.
        link: to the native data plane; None where this process answers predictions itself.
        inference: what predicts; None until that area is there.
    """

    settings: Settings
    mode: Mode
    data_dir: Path
    stack: AsyncExitStack
    health: Health
    metrics: Metrics
    tracer: Tracer = field(default_factory=NoOpTracer)
    services: list[ServedService] = field(default_factory=list)
    probes: list[DependencyProbe] = field(default_factory=list)
    at_grace_end: list[Callable[[], None]] = field(default_factory=list)
    warm_ups: list[WarmUp] = field(default_factory=list)
    keys: AccessKeys | None = None
    revision: CatalogueRevision = field(default_factory=CatalogueRevision)
    route_lifetime: timedelta | None = None
    link: DataPlaneLink | None = None
    inference: InferenceParts | None = None
