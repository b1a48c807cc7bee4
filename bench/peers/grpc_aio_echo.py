"""The floor of a Python gRPC server: `grpc_aio_echo.py PORT` answers every unary call with the bytes of its request."""

from __future__ import annotations

import sys

import grpc
import uvloop


async def echo(request: bytes, _: grpc.aio.ServicerContext[bytes, bytes]) -> bytes:
    """The request."""
    return request


async def main() -> None:
    """Serve until ended."""
    handlers: dict[str, grpc.RpcMethodHandler[bytes, bytes]] = {"Predict": grpc.unary_unary_rpc_method_handler(echo)}
    server = grpc.aio.server()
    service = grpc.method_handlers_generic_handler("hokusai.inference.v1.InferenceService", handlers)
    server.add_generic_rpc_handlers((service,))
    server.add_insecure_port(f"127.0.0.1:{sys.argv[1]}")
    await server.start()
    await server.wait_for_termination()


if __name__ == "__main__":
    uvloop.run(main())
