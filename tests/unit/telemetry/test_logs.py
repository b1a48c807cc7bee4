"""What a log line looks like."""

from __future__ import annotations

import json
import logging

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

from hokusai_server.telemetry.logs import JsonLines, TextLines


def record(event: str, fault: Exception | None = None, **facts: object) -> logging.LogRecord:
    """A record as a logger makes it."""
    exc_info = (type(fault), fault, fault.__traceback__) if fault else None
    made = logging.getLogger("hokusai_server.x").makeRecord(
        "hokusai_server.x", logging.WARNING, __file__, 1, event, (), exc_info, extra=facts
    )
    made.created = 1_700_000_000.5
    return made


def test_json_line_has_the_event_and_its_facts() -> None:
    """One object, keys of its own beside those of every line."""
    line = json.loads(JsonLines().format(record("gateway ended", exit_code=3, path=None)))
    assert line == {
        "time": "2023-11-14T22:13:20.500Z",
        "level": "warning",
        "logger": "hokusai_server.x",
        "event": "gateway ended",
        "exit_code": 3,
        "path": None,
    }


def test_json_line_names_the_trace_of_the_call() -> None:
    """A line written during a traced call can be found by its trace."""
    tracer = TracerProvider().get_tracer("test")
    with tracer.start_as_current_span("call") as span:
        line = json.loads(JsonLines().format(record("x")))
    assert line["trace_id"] == trace.format_trace_id(span.get_span_context().trace_id)
    assert line["span_id"] == trace.format_span_id(span.get_span_context().span_id)


def test_json_line_stays_one_line() -> None:
    """A traceback and a text with line breaks are escaped; an unknown object is shown as text."""
    text = JsonLines().format(record("failed", ValueError("two\nlines"), note="a\nb", thing={1}))
    assert "\n" not in text
    assert "ValueError: two\nlines" in json.loads(text)["traceback"]


def test_text_line_is_for_people() -> None:
    """Time, level, event, facts; empty facts are left out."""
    assert TextLines().format(record("rpc finished", code="OK", reason="")) == (
        "2023-11-14T22:13:20.500Z warning rpc finished code=OK"
    )


def test_text_of_a_fault_follows_its_line() -> None:
    """The traceback comes after."""
    lines = TextLines().format(record("failed", ValueError("why"))).splitlines()
    assert lines[0].endswith("failed")
    assert lines[-1] == "ValueError: why"
