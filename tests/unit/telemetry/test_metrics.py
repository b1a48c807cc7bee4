"""What is counted for calls."""

from __future__ import annotations

import grpc

from hokusai_server.telemetry.metrics import CallMetrics, Metrics
from hokusai_server.transport.interceptors.access_log import FinishedCall

METHOD = "/hokusai.x.v1.X/Do"


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    """A sample of the registry."""
    return metrics.registry.get_sample_value(name, labels)


def finish(calls: CallMetrics, code: grpc.StatusCode, reason: str = "") -> None:
    """A call from start to end."""
    calls.started(METHOD)
    calls.finished(FinishedCall(METHOD, code, reason, 0.02, "ipv4:127.0.0.1:1"))


def test_calls_are_counted_by_code_and_errors_by_reason() -> None:
    """A cancelled call has a code and no reason."""
    metrics = Metrics()
    calls = CallMetrics(metrics)
    finish(calls, grpc.StatusCode.OK)
    finish(calls, grpc.StatusCode.OK)
    finish(calls, grpc.StatusCode.NOT_FOUND, "MODEL_NOT_FOUND")
    finish(calls, grpc.StatusCode.CANCELLED)
    assert value(metrics, "hokusai_rpc_finished_total", method=METHOD, code="OK") == 2
    assert value(metrics, "hokusai_rpc_finished_total", method=METHOD, code="NOT_FOUND") == 1
    assert value(metrics, "hokusai_rpc_finished_total", method=METHOD, code="CANCELLED") == 1
    assert value(metrics, "hokusai_rpc_errors_total", method=METHOD, reason="MODEL_NOT_FOUND") == 1
    assert value(metrics, "hokusai_rpc_duration_seconds_count", method=METHOD) == 4


def test_running_calls_are_shown_while_they_run() -> None:
    """Up at the start, down at the end."""
    metrics = Metrics()
    calls = CallMetrics(metrics)
    calls.started(METHOD)
    assert value(metrics, "hokusai_rpc_in_flight", method=METHOD) == 1
    calls.finished(FinishedCall(METHOD, grpc.StatusCode.OK, "", 0.02, "peer"))
    assert value(metrics, "hokusai_rpc_in_flight", method=METHOD) == 0


def test_gauge_is_read_when_gathered() -> None:
    """Not when it was made."""
    metrics = Metrics()
    queue = [1]
    metrics.gauge("hokusai_queue", "Things that wait.", lambda: len(queue))
    queue.append(2)
    assert "hokusai_queue 2.0" in metrics.expose().body.decode()


def test_family_of_gauges_is_read_when_gathered() -> None:
    """A label's value that is no longer there is no longer shown."""
    metrics = Metrics()
    up = {"b": 1.0, "a": 0.0}
    metrics.gauges("hokusai_up", "Whether it is up.", "thing", lambda: up)
    assert 'hokusai_up{thing="a"} 0.0\nhokusai_up{thing="b"} 1.0' in metrics.expose().body.decode()
    del up["a"]
    assert 'thing="a"' not in metrics.expose().body.decode()


def test_two_servers_in_one_process_share_nothing() -> None:
    """Each has a registry of its own."""
    first, second = Metrics(), Metrics()
    finish(CallMetrics(first), grpc.StatusCode.OK)
    CallMetrics(second)
    assert value(second, "hokusai_rpc_finished_total", method=METHOD, code="OK") is None
