"""The statuses behind the health service."""

from __future__ import annotations

from grpc_health.v1 import health_pb2

from hokusai_server.transport.health import OVERALL, Health

SERVING = health_pb2.HealthCheckResponse.SERVING
NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING


def test_new_server_does_not_serve() -> None:
    """Until somebody says so."""
    assert Health().status(OVERALL) == NOT_SERVING


def test_nothing_serves_again_after_the_end() -> None:
    """A late success of a dependency must not undo the drain."""
    health = Health()
    health.set_serving("a", serving=True)
    health.end()
    health.set_serving("a", serving=True)
    health.set_serving("b", serving=True)
    assert health.statuses() == {OVERALL: NOT_SERVING, "a": NOT_SERVING}


async def test_watcher_sees_each_state_once() -> None:
    """Saying the same again is no change."""
    health = Health()
    changes = health.changes("a")
    assert await anext(changes) == health_pb2.HealthCheckResponse.SERVICE_UNKNOWN
    health.set_serving("a", serving=True)
    health.set_serving("a", serving=True)
    assert await anext(changes) == SERVING
    health.end()
    assert [status async for status in changes] == [NOT_SERVING]
