"""The routes of the gateway."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

import grpc
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from hokusai.backend.v1 import backend_service_pb2 as pb
from hokusai_server.gateway.connect_calls import ConnectCalls
from hokusai_server.gateway.web_pages import PAGE_HEADERS

if TYPE_CHECKING:  # the class exists for type checkers only
    from hokusai.backend.v1.backend_service_pb2_grpc import BackendServiceAsyncStub

# A prober gives up after some seconds; the server answers these from memory, so silence means that its loop hangs.
BACKEND_TIMEOUT_S: Final = 2.0

Endpoint = Callable[[Request], Awaitable[Response]]


def build_application(backend: BackendServiceAsyncStub, calls: ConnectCalls) -> Starlette:
    """`/livez`, `/readyz` and `/metrics` over the server's BackendService, and the public services as Connect JSON."""
    open_to_pages = CORSMiddleware(
        calls, allow_origins=calls.pages.origins, allow_methods=("GET", "POST"), allow_headers=PAGE_HEADERS
    )
    return Starlette(
        routes=[
            Route("/livez", _guarded(_Livez(backend))),
            Route("/readyz", _guarded(_Readyz(backend))),
            Route("/metrics", _guarded(_MetricsPage(backend))),
            *(Route(f"/{service}/{{method}}", open_to_pages) for service in calls.services),
        ]
    )


class _Livez:
    """200 while the server process answers; 503 tells an orchestrator to restart it."""

    def __init__(self, backend: BackendServiceAsyncStub) -> None:
        self._backend = backend

    async def __call__(self, request: Request) -> Response:
        del request
        await self._backend.GetReadiness(pb.GetReadinessRequest(), timeout=BACKEND_TIMEOUT_S)
        return PlainTextResponse("ok\n")


class _Readyz:
    """200 while the server takes traffic, else 503; the body says what serves and what does not."""

    def __init__(self, backend: BackendServiceAsyncStub) -> None:
        self._backend = backend

    async def __call__(self, request: Request) -> Response:
        del request
        readiness = await self._backend.GetReadiness(pb.GetReadinessRequest(), timeout=BACKEND_TIMEOUT_S)
        body = {
            "ready": readiness.ready,
            "mode": readiness.mode,
            "serving": {name: readiness.serving[name] for name in sorted(readiness.serving) if name},
            "dependencies": [
                {"name": one.name, "healthy": one.healthy, "required": one.required, "cause": one.cause}
                for one in readiness.dependencies
            ],
        }
        headers = {"hokusai-mode": "mock"} if readiness.mode == "mock" else None
        return JSONResponse(body, status_code=200 if readiness.ready else 503, headers=headers)


class _MetricsPage:
    """The server's metrics, as Prometheus scrapes them."""

    def __init__(self, backend: BackendServiceAsyncStub) -> None:
        self._backend = backend

    async def __call__(self, request: Request) -> Response:
        del request
        metrics = await self._backend.GetMetrics(pb.GetMetricsRequest(), timeout=BACKEND_TIMEOUT_S)
        return Response(metrics.exposition, headers={"content-type": metrics.content_type})


def _guarded(endpoint: Endpoint) -> Endpoint:
    """The endpoint, answering 503 where the server process does not."""

    async def guarded(request: Request) -> Response:
        try:
            return await endpoint(request)
        except grpc.aio.AioRpcError as error:
            return PlainTextResponse(f"the server does not answer: {error.code().name}\n", status_code=503)

    return guarded
