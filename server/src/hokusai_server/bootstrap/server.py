"""Puts a server together, runs it, drains it and takes it apart."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import grpc
from opentelemetry.trace import Tracer

from hokusai_server.adapters.catalogue.named_locks import open_locks
from hokusai_server.adapters.catalogue.sql_catalogue import SqlCatalogue
from hokusai_server.adapters.data_directory import (
    DataDirectoryInUseError,
    DataDirectoryUnusableError,
    open_data_directory,
)
from hokusai_server.adapters.private_folder import private_folder
from hokusai_server.adapters.real_time import RealTimePriority, real_time_permitted
from hokusai_server.adapters.traced_catalogue import TracedCatalogue
from hokusai_server.bootstrap.access import open_keys
from hokusai_server.bootstrap.assembly import Assembly, Probe
from hokusai_server.bootstrap.data_plane import FrontParts, NativeFront, data_plane_program, native_front, new_link
from hokusai_server.bootstrap.drain import LAST_WORD, Drain, DrainTimes
from hokusai_server.bootstrap.inference import add_inference
from hokusai_server.bootstrap.registry import add_registry
from hokusai_server.bootstrap.stores import open_stores
from hokusai_server.bootstrap.system import add_system
from hokusai_server.bootstrap.tracking import add_tracking
from hokusai_server.bootstrap.warming import Warming
from hokusai_server.domain.mode import Mode
from hokusai_server.domain.models import ModelQuery
from hokusai_server.domain.paging import PageRequest
from hokusai_server.exit_codes import ExitCode, StartupError
from hokusai_server.release import SERVER_VERSION
from hokusai_server.services.dependencies import DependencyMonitor
from hokusai_server.services.route_cache import CountingCatalogue, RouteCache
from hokusai_server.settings import HostPort, InferenceSettings, Settings, TlsSettings
from hokusai_server.telemetry.metrics import CallMetrics, Metrics
from hokusai_server.telemetry.traces import open_tracer
from hokusai_server.transport.grpc_server import (
    Interception,
    KeepAlive,
    PortUnavailableError,
    bind,
    build_grpc_server,
    refuse_unavailable,
)
from hokusai_server.transport.health import Health
from hokusai_server.transport.interceptors.access_log import CallLog
from hokusai_server.transport.interceptors.admission import Admission
from hokusai_server.transport.interceptors.authentication import LockedDoor, OpenDoor
from hokusai_server.transport.interceptors.authorization import AuthorizationInterceptor
from hokusai_server.transport.interceptors.callers import DirectCallers, ForwardedCallers
from hokusai_server.transport.tls import TlsFiles, TlsFilesError, TlsMaterial, read_tls

# How late a replica may notice an alias that another replica moved.
SHARED_ROUTE_LIFETIME: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that serves.

    Attributes:
        address: where gRPC answers, with the port that was bound.
        mode: how it was started.
        health: what serves, per name.
        monitor: how the dependencies are.
        metrics: its metrics.
        admission: the calls in flight, and whether more are taken.
        drain: lets what runs come to its end; happens at the latest when the server is left.
        native: whether the native data plane owns the port.
        catch_up: returns once the metrics know of every call that ended before.
    """

    address: HostPort
    mode: Mode
    health: Health
    monitor: DependencyMonitor
    metrics: Metrics
    admission: Admission
    drain: Drain
    native: bool
    catch_up: Callable[[], Awaitable[None]]


@asynccontextmanager
async def running_server(settings: Settings) -> AsyncIterator[RunningServer]:
    """Serve gRPC as the settings say until left; leaving drains, then closes everything in reverse.

    Raises:
        StartupError: why it cannot start, in one line, with the exit code for it.
    """
    mode = mode_of(settings)
    _check_real_time(settings.inference)
    program = await data_plane_program(settings)
    tls = _tls(settings.tls)
    async with AsyncExitStack() as stack:
        data_dir = stack.enter_context(_data_directory(settings.data_dir, mode))
        tracer = await stack.enter_async_context(open_tracer(settings.traces.otlp_endpoint, version=SERVER_VERSION))
        assembly = Assembly(settings, mode, data_dir, stack, Health(), Metrics())
        if tracer is not None:
            assembly.tracer = tracer
        assembly.keys = await open_keys(settings.auth.keys_file, stack)
        if program is not None:
            assembly.link = new_link(settings)
            assembly.probes.append(Probe("data_plane", required=True, ask=assembly.link.check))
        await _open(assembly)
        monitor = add_system(assembly)
        admission = Admission(settings.limits.in_flight)
        calls = CallMetrics(assembly.metrics)
        server = _grpc_server(assembly, calls, admission, tracer)
        front = None
        if program is None:
            address = HostPort(settings.listen.host, _bind(server, settings.listen, tls))
            await server.start()
        else:
            front = await stack.enter_async_context(native_front(assembly, server, FrontParts(program, calls, tls)))
            address = front.address
        drain = _drain(assembly, _Doors(server, front), admission)
        stack.push_async_callback(drain.run)
        await stack.enter_async_context(monitor.watching())
        yield RunningServer(
            address,
            mode,
            assembly.health,
            monitor,
            assembly.metrics,
            admission,
            drain,
            native=front is not None,
            catch_up=_nothing_to_wait_for if assembly.link is None else assembly.link.catch_up,
        )


def _grpc_server(
    assembly: Assembly, calls: CallMetrics, admission: Admission, tracer: Tracer | None
) -> grpc.aio.Server:
    callers = DirectCallers() if assembly.link is None else ForwardedCallers()
    limits, keys = assembly.settings.limits, assembly.keys
    return build_grpc_server(
        assembly.services,
        health=assembly.health,
        interception=Interception(
            observers=(CallLog(), calls),
            authenticator=OpenDoor(callers) if keys is None else LockedDoor(keys),
            admission=admission,
            authorization=None if keys is None else AuthorizationInterceptor(keys),
            tracer=tracer,
            mode=Mode.MOCK.value if assembly.mode is Mode.MOCK else None,
            callers=callers,
        ),
        max_message_bytes=limits.message_bytes,
        offer_reflection=assembly.settings.reflection,
        keepalive=KeepAlive(limits.keepalive_interval, limits.keepalive_timeout),
    )


async def _nothing_to_wait_for() -> None:
    """Every call that ended is counted already."""


@dataclass(frozen=True, slots=True)
class _Doors:
    """Where calls come in."""

    server: grpc.aio.Server
    front: NativeFront | None

    async def stop(self, grace: timedelta) -> None:
        """Take no more calls; return once none runs, after the time of grace at the latest."""
        if self.front is not None:
            await self.front.drain(grace)
            grace = LAST_WORD  # what it passed on ends with it
        await self.server.stop(grace.total_seconds() or None)


def _drain(assembly: Assembly, doors: _Doors, admission: Admission) -> Drain:
    times = DrainTimes(assembly.settings.drain.lag, assembly.settings.drain.grace)
    return Drain(doors, assembly.health, admission, times, assembly.at_grace_end)


async def _open(assembly: Assembly) -> None:
    try:
        await open_areas(assembly)
    except OSError as error:
        message = f"cannot use the data directory {assembly.data_dir}: {error.strerror or error}"
        raise StartupError(ExitCode.DATA_DIR_UNUSABLE, message) from error


async def open_areas(assembly: Assembly) -> None:
    """Open every area's adapters and add its servicers, inward-out: what others need comes first."""
    stores = await open_stores(assembly)
    catalogue = CountingCatalogue(
        TracedCatalogue(SqlCatalogue(stores.database), assembly.tracer),
        assembly.revision,
        # It is told in order: what it reports on demand, it reports after it forgot.
        None if assembly.link is None else assembly.link.catch_up,
    )
    locks = await assembly.stack.enter_async_context(open_locks(stores.database))
    await add_tracking(assembly, stores, catalogue, locks)
    warming = Warming(assembly.warm_ups)
    resolution = await add_registry(assembly, stores, catalogue, locks, warming)
    assembly.route_lifetime = SHARED_ROUTE_LIFETIME if stores.database.is_postgresql else None
    routes = RouteCache(resolution.resolve, assembly.revision, assembly.route_lifetime)
    streams = await add_inference(assembly, routes.resolve, stores.bundles.location)
    assembly.warm_ups.append(stores.mlflow.warm)  # after what predicts
    assembly.at_grace_end.append(streams.end)
    assembly.stack.push_async_callback(warming.aclose)
    if await catalogue.read(lambda transaction: transaction.models.page(ModelQuery(), PageRequest(size=1)).items):
        warming.begin()


def mode_of(settings: Settings) -> Mode:
    """The mode that the settings ask for."""
    if settings.mock_mode:
        return Mode.MOCK
    if settings.mlflow.tracking_uri is None:
        return Mode.EMBEDDED
    return Mode.OPTIONAL if settings.optional_mlflow else Mode.REMOTE


@contextmanager
def _data_directory(path: Path, mode: Mode) -> Iterator[Path]:
    """The folder to keep everything in; in mock mode one that is gone afterwards."""
    with ExitStack() as stack:
        if mode is Mode.MOCK:
            path = stack.enter_context(private_folder())
        try:
            held = stack.enter_context(open_data_directory(path))
        except DataDirectoryUnusableError as error:
            raise StartupError(ExitCode.DATA_DIR_UNUSABLE, str(error)) from error
        except DataDirectoryInUseError as error:
            raise StartupError(ExitCode.DATA_DIR_IN_USE, str(error)) from error
        yield held


def _check_real_time(inference: InferenceSettings) -> None:
    if inference.real_time and not real_time_permitted():
        message = (
            "inference.real_time is set, but this process may not schedule in real time; give it CAP_SYS_NICE or a "
            f"limit of real-time priorities of {max(RealTimePriority)} (LimitRTPRIO of a systemd service), or unset it"
        )
        raise StartupError(ExitCode.SETTINGS_INVALID, message)


def _tls(tls: TlsSettings) -> TlsMaterial | None:
    if tls.certificate is None or tls.key is None:
        return None
    try:
        return read_tls(TlsFiles(tls.certificate, tls.key, tls.client_ca))
    except TlsFilesError as error:
        raise StartupError(ExitCode.TLS_INVALID, str(error)) from error


def _bind(server: grpc.aio.Server, listen: HostPort, tls: TlsMaterial | None) -> int:
    try:
        refuse_unavailable(listen.host, listen.port)
        return bind(server, str(listen), None if tls is None else tls.credentials())
    except PortUnavailableError as error:
        raise StartupError(ExitCode.PORT_UNAVAILABLE, str(error)) from error
