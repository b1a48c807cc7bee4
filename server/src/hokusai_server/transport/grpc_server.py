"""The gRPC server: servicers, interceptors in their order, options, port."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from opentelemetry.trace import Tracer

from hokusai_server.transport.health import Health, HealthServicer
from hokusai_server.transport.interceptors.access_log import AccessLogInterceptor, CallObserver
from hokusai_server.transport.interceptors.admission import Admission, AdmissionInterceptor
from hokusai_server.transport.interceptors.authentication import AuthenticationInterceptor, Authenticator
from hokusai_server.transport.interceptors.authorization import AuthorizationInterceptor
from hokusai_server.transport.interceptors.callers import Callers, DirectCallers
from hokusai_server.transport.interceptors.method_wrapping import InterceptorChain, MethodInterceptor
from hokusai_server.transport.interceptors.mode import ModeInterceptor
from hokusai_server.transport.interceptors.status import StatusInterceptor
from hokusai_server.transport.interceptors.tracing import TracingInterceptor
from hokusai_server.transport.interceptors.validation import ValidationInterceptor
from hokusai_server.transport.reflection import add_reflection

# Clients may ping an idle connection every 10 s (load balancers cut silent ones); gRPC's default of 5 minutes would
# end such a client with too_many_pings.
MIN_PING_INTERVAL_MS: Final = 10_000


class PortUnavailableError(Exception):
    """The address cannot be bound; the message names it."""


@dataclass(frozen=True, slots=True)
class ServedService:
    """A servicer ready to be added.

    Attributes:
        name: full name of the service, e.g. `hokusai.registry.v1.RegistryService`.
        add: adds it to a server; `functools.partial(add_XServicer_to_server, servicer)`.
    """

    name: str
    add: Callable[[grpc.aio.Server], None]


@dataclass(frozen=True, slots=True)
class KeepAlive:
    """When a connection whose other end is gone is noticed: after both together.

    Attributes:
        interval: between pings, idle or not.
        timeout: how long a ping may go unanswered.
    """

    interval: timedelta
    timeout: timedelta


@dataclass(frozen=True, slots=True)
class Interception:
    """What the interceptors need.

    Attributes:
        tracer: records spans; None leaves tracing out.
        observers: are told of every finished call.
        authenticator: gives calls their principal.
        admission: decides which calls may start.
        authorization: holds calls to their keys; None where there are no keys.
        mode: sent in the header `hokusai-mode` of every reply; None sends none.
        callers: tells who is at the other end.
    """

    observers: Sequence[CallObserver]
    authenticator: Authenticator
    admission: Admission
    authorization: AuthorizationInterceptor | None = None
    tracer: Tracer | None = None
    mode: str | None = None
    callers: Callers = field(default_factory=DirectCallers)

    def build(self) -> list[grpc.aio.ServerInterceptor]:
        """The interceptors, outermost first, as one."""
        chain: list[MethodInterceptor] = []
        if self.mode is not None:
            chain.append(ModeInterceptor(self.mode))
        if self.tracer is not None:
            chain.append(TracingInterceptor(self.tracer))
        chain.append(StatusInterceptor())
        chain.append(AccessLogInterceptor(self.observers, self.callers))
        chain.append(AuthenticationInterceptor(self.authenticator))
        chain.append(AdmissionInterceptor(self.admission))
        chain.append(ValidationInterceptor())
        if self.authorization is not None:
            # Behind the validation: a request that breaks the contract's rules concerns no model yet.
            chain.append(self.authorization)
        return [InterceptorChain(chain)]


def build_grpc_server(
    services: Sequence[ServedService],
    *,
    health: Health,
    interception: Interception,
    max_message_bytes: int,
    offer_reflection: bool,
    keepalive: KeepAlive | None = None,
) -> grpc.aio.Server:
    """A server with every service on it, not bound and not started. Each service's health is NOT_SERVING."""
    options = [*_options(max_message_bytes), *(() if keepalive is None else _keepalive_options(keepalive))]
    server = grpc.aio.server(interceptors=interception.build(), options=options)
    for service in services:
        service.add(server)
        health.set_serving(service.name, serving=False)
    health_pb2_grpc.add_HealthServicer_to_server(HealthServicer(health), server)
    if offer_reflection:
        health_name = health_pb2.DESCRIPTOR.services_by_name["Health"].full_name
        add_reflection((*(service.name for service in services), health_name), server)
    return server


def bind(server: grpc.aio.Server, address: str, credentials: grpc.ServerCredentials | None) -> int:
    """Bind the address, with TLS if there are credentials.

    Returns: the port, which the system chose if the address says 0.

    Raises:
        PortUnavailableError: in use, not of this machine, or not allowed.
    """
    try:
        if credentials is None:
            return server.add_insecure_port(address)
        return server.add_secure_port(address, credentials)
    except RuntimeError as error:
        raise PortUnavailableError(_unavailable(address, "taken in the same moment, or not an address")) from error


def refuse_unavailable(host: str, port: int) -> None:
    """Try the address with a plain socket: gRPC says of a failure neither why nor only by its exception.

    Raises:
        PortUnavailableError: none of the addresses that the host stands for can be bound.
    """
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        candidates = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise PortUnavailableError(_unavailable(address, error.strerror or str(error))) from error
    cause: OSError | None = None
    for family, kind, protocol, _, place in candidates:
        try:
            with socket.socket(family, kind, protocol) as probe:
                # As gRPC does: a port whose last connections linger is free, one that somebody listens on is not.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(place)
                probe.listen(1)
        except OSError as error:
            cause = error
        else:
            return
    raise PortUnavailableError(_unavailable(address, cause.strerror if cause else "no such address")) from cause


def _unavailable(address: str, cause: str | None) -> str:
    return f"cannot listen on {address} for gRPC: {cause}; stop what uses it or choose another with --listen"


def _options(max_message_bytes: int) -> list[tuple[str, int]]:
    return [
        ("grpc.max_receive_message_length", max_message_bytes),
        ("grpc.max_send_message_length", max_message_bytes),
        # gRPC shares a port between processes by default: a second server would start and take half of the calls.
        ("grpc.so_reuseport", 0),
        ("grpc.http2.min_recv_ping_interval_without_data_ms", MIN_PING_INTERVAL_MS),
        ("grpc.keepalive_permit_without_calls", 1),
    ]


def _keepalive_options(keepalive: KeepAlive) -> list[tuple[str, int]]:
    return [
        ("grpc.keepalive_time_ms", keepalive.interval // timedelta(milliseconds=1)),
        ("grpc.keepalive_timeout_ms", keepalive.timeout // timedelta(milliseconds=1)),
        ("grpc.http2.max_pings_without_data", 0),
    ]
