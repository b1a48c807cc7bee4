"""The native data plane: chosen, told how to serve, and kept on the public port."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final, final

import grpc
from google.protobuf import duration_pb2
from opentelemetry.trace import NoOpTracer, Tracer

from hokusai.backend.v1 import data_plane_service_pb2 as pb
from hokusai.backend.v1.data_plane_service_pb2_grpc import add_DataPlaneServiceServicer_to_server
from hokusai_server.adapters.data_plane_process import DataPlaneProcess
from hokusai_server.adapters.data_plane_program import (
    DataPlaneFailedError,
    check_program,
    contract_digest,
    find_program,
)
from hokusai_server.adapters.private_folder import private_folder
from hokusai_server.bootstrap.assembly import Assembly, InferenceParts
from hokusai_server.bootstrap.drain import LAST_WORD
from hokusai_server.bootstrap.inference import ENVELOPE_BYTES
from hokusai_server.domain.mode import Mode
from hokusai_server.exit_codes import ExitCode, StartupError
from hokusai_server.services.access_keys import AccessKeys
from hokusai_server.services.data_plane_decisions import DataPlaneDecisions
from hokusai_server.services.data_plane_link import DataPlaneLink
from hokusai_server.services.queue_limits import QueueLimits
from hokusai_server.settings import DataPlane, HostPort, Settings
from hokusai_server.telemetry.data_plane_activity import DataPlaneActivity, SpanRecorder
from hokusai_server.telemetry.inference_events import BATCH_BUCKETS
from hokusai_server.telemetry.metrics import LATENCY_BUCKETS, CallMetrics
from hokusai_server.transport.data_plane_servicer import DataPlaneServicer
from hokusai_server.transport.grpc_server import PortUnavailableError, refuse_unavailable
from hokusai_server.transport.interceptors.access_log import CallLog, call_log_level
from hokusai_server.transport.interceptors.method_wrapping import InterceptorChain
from hokusai_server.transport.interceptors.status import StatusInterceptor
from hokusai_server.transport.interceptors.tracing import CallersTraceInterceptor
from hokusai_server.transport.tls import TlsMaterial

# Beyond the longest that a worker may take for a batch.
LET_GO_MARGIN: Final = timedelta(seconds=5)
BACKLOG: Final = 1024

_log = logging.getLogger(__name__)


async def data_plane_program(settings: Settings) -> Path | None:
    """The program to run; None where this process serves itself.

    With `auto` one that is there and of no use is said in the log, and not taken.

    Raises:
        StartupError: the native data plane is asked for and not there, or of no use.
    """
    if settings.data_plane is DataPlane.PYTHON:
        return None
    program = settings.data_plane_program or find_program()
    native_or_nothing = settings.data_plane is DataPlane.NATIVE
    if program is None:
        if native_or_nothing:
            raise _unusable("its program was not built; run `make dataplane`")
        return None
    try:
        await check_program(program)
    except DataPlaneFailedError as error:
        if native_or_nothing:
            raise _unusable(str(error)) from error
        _log.warning("native data plane not taken, this process answers predictions", extra={"cause": str(error)})
        return None
    return program


def _unusable(cause: str) -> StartupError:
    return StartupError(ExitCode.SETTINGS_INVALID, f"data_plane is native, but {cause}, or set data_plane to auto")


def new_link(settings: Settings) -> DataPlaneLink:
    """A link to a data plane that may attach."""
    return DataPlaneLink(settings.inference.batch_time + LET_GO_MARGIN)


@final
@dataclass(frozen=True, slots=True)
class NativeFront:
    """The data plane on the public port.

    Attributes:
        address: where it answers.
        link: to tell it things.
        listener: the public socket.
        process: the program.
    """

    address: HostPort
    link: DataPlaneLink
    listener: socket.socket
    process: DataPlaneProcess

    async def drain(self, grace: timedelta) -> None:
        """Have it take no more calls; return once it has ended, after the time of grace at the latest."""
        self.listener.close()
        # Streams are told that the server ends, and then it does.
        self.link.drain(max(timedelta(0), grace - LAST_WORD))
        with suppress(TimeoutError):
            async with asyncio.timeout((grace + LAST_WORD).total_seconds()):
                await self.process.wait()
        await self.process.close()


@dataclass(frozen=True, slots=True)
class FrontParts:
    """What a front is made of.

    Attributes:
        program: the data plane's program.
        calls: metrics of calls.
        tls: of the public port; None for plain text.
    """

    program: Path
    calls: CallMetrics
    tls: TlsMaterial | None


@asynccontextmanager
async def native_front(assembly: Assembly, server: grpc.aio.Server, parts: FrontParts) -> AsyncIterator[NativeFront]:
    """Serve the public port by the data plane, which passes on to `server` what it does not answer itself.

    Starts the server on a Unix socket that only this user reaches.

    Raises:
        StartupError: the address cannot be bound, or the program not be run.
    """
    link, inference = assembly.link, assembly.inference
    if link is None or inference is None:
        raise RuntimeError("the data plane needs the inference area and a link")
    with private_folder() as folder, _public_socket(assembly.settings.listen) as listener:
        upstream, control = folder / "server.sock", folder / "control.sock"
        server.add_insecure_port(f"unix:{upstream}")
        await server.start()
        spans = _span_recorder(assembly.tracer)
        activity = DataPlaneActivity(parts.calls, inference.metrics, CallLog(), spans)
        servicer = DataPlaneServicer(
            _decisions(assembly, inference),
            link,
            partial(_settings_to_proto, assembly, upstream, parts.tls, spans),
            activity.record,
            assembly.settings.limits.message_bytes,
            contract_digest(),
        )
        assembly.revision.watch(link.forget_routes)
        if assembly.keys is not None:
            assembly.keys.watch(link.forget_grants)
        _add_gauges(assembly, activity)
        backend = grpc.aio.server(interceptors=[InterceptorChain([CallersTraceInterceptor(), StatusInterceptor()])])
        add_DataPlaneServiceServicer_to_server(servicer, backend)
        backend.add_insecure_port(f"unix:{control}")
        await backend.start()
        real_time = assembly.settings.inference.real_time
        process = DataPlaneProcess(parts.program, listener, control, activity.lost, real_time=real_time)
        try:
            await _start(process, link)
            address = HostPort(assembly.settings.listen.host, listener.getsockname()[1])
            yield NativeFront(address, link, listener, process)
        finally:
            await process.close()
            await backend.stop(LAST_WORD.total_seconds())


async def _start(process: DataPlaneProcess, link: DataPlaneLink) -> None:
    try:
        await process.start(link.wait_attached)
    except DataPlaneFailedError as error:
        raise StartupError(ExitCode.FAILURE, f"the native data plane cannot serve: {error}") from error


def _public_socket(address: HostPort) -> socket.socket:
    try:
        refuse_unavailable(address.host, address.port)
        family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        dual_stack = family == socket.AF_INET6 and address.host == "::" and socket.has_dualstack_ipv6()
        return socket.create_server(
            (address.host, address.port), family=family, backlog=BACKLOG, dualstack_ipv6=dual_stack
        )
    except PortUnavailableError as error:
        raise StartupError(ExitCode.PORT_UNAVAILABLE, str(error)) from error
    except OSError as error:
        message = f"cannot listen on {address} for gRPC: {error.strerror or error}"
        raise StartupError(ExitCode.PORT_UNAVAILABLE, message) from error


def _decisions(assembly: Assembly, inference: InferenceParts) -> DataPlaneDecisions:
    return DataPlaneDecisions(
        inference.prediction,
        inference.loaded,
        assembly.revision,
        keys=assembly.keys or AccessKeys(()),
        shared_lifetime=assembly.route_lifetime,
        batch_time=assembly.settings.inference.batch_time,
    )


def _span_recorder(tracer: Tracer) -> SpanRecorder | None:
    if isinstance(tracer, NoOpTracer):
        return None
    from hokusai_server.telemetry.data_plane_spans import DataPlaneSpans

    return DataPlaneSpans(tracer)


def _add_gauges(assembly: Assembly, activity: DataPlaneActivity) -> None:
    assembly.metrics.gauge(
        "hokusai_data_plane_connections", "Connections to the native data plane.", lambda: activity.connections
    )


def _settings_to_proto(
    assembly: Assembly, upstream: Path, tls: TlsMaterial | None, spans: SpanRecorder | None
) -> pb.DataPlaneSettings:
    return pb.DataPlaneSettings(
        upstream_path=str(upstream),
        tls=None if tls is None else _tls_to_proto(tls),
        limits=_limits_to_proto(assembly.settings),
        mode=Mode.MOCK.value if assembly.mode is Mode.MOCK else "",
        latency_buckets=LATENCY_BUCKETS,
        batch_buckets=BATCH_BUCKETS,
        report_every_call=call_log_level() <= logging.DEBUG,
        trace=spans is not None,
        trace_share=0.0 if spans is None else spans.root_share,
        revision=assembly.revision.count,
        credentials_needed=assembly.keys is not None,
        grants_revision=0 if assembly.keys is None else assembly.keys.revision,
    )


def _tls_to_proto(tls: TlsMaterial) -> pb.DataPlaneTls:
    return pb.DataPlaneTls(certificate=tls.certificate, key=tls.key, client_authorities=tls.client_ca or b"")


def _limits_to_proto(settings: Settings) -> pb.DataPlaneLimits:
    inference, limits, queue = settings.inference, settings.limits, QueueLimits()
    return pb.DataPlaneLimits(
        message_bytes=limits.message_bytes,
        in_flight=limits.in_flight,
        connections=limits.connections,
        handshake=_duration(limits.handshake),
        queued_requests=inference.queue,
        queued_bytes=queue.queued_bytes,
        batch_requests=inference.batch_requests,
        batch_bytes=inference.batch_bytes,
        batch_time=_duration(inference.batch_time),
        answer_bytes=limits.message_bytes - ENVELOPE_BYTES,
        streams=inference.streams,
        stream_window=inference.stream_window,
        longest_stream_window=inference.longest_stream_window,
        memory_bytes=limits.payload_memory,
        transfer_time=_duration(limits.transfer_time),
        keepalive_interval=_duration(limits.keepalive_interval),
        keepalive_timeout=_duration(limits.keepalive_timeout),
        express_request_bytes=queue.express_request_bytes,
        express_batch_bytes=queue.express_batch_bytes,
        workers_per_version=inference.workers_per_version,
    )


def _duration(value: timedelta) -> duration_pb2.Duration:
    message = duration_pb2.Duration()
    message.FromTimedelta(value)
    return message
