"""The server's log on stderr: one constant event phrase a line, facts as keys, as text or JSON."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Final

from opentelemetry import trace
from typing_extensions import override

# What every record has by itself; anything beyond came in as `extra=` and is a fact.
_RECORD_ATTRIBUTES: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

# Libraries that log each of their steps at info.
_CHATTY: Final = ("alembic", "mlflow", "uvicorn", "httpx", "urllib3")


def configure_logging(*, json_lines: bool, level: str) -> None:
    """Send every log record of the process to stderr. Repeating it replaces what was set before."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if json_lines else TextLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, event, the facts, trace and span of the call, the traceback."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        line: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **_facts(record),
        }
        span = trace.get_current_span().get_span_context()
        if span.is_valid:
            line["trace_id"] = trace.format_trace_id(span.trace_id)
            line["span_id"] = trace.format_span_id(span.span_id)
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


class TextLines(logging.Formatter):
    """A line for people: time, level, event, the facts as `key=value`; a traceback follows on lines of its own."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        facts = "".join(f" {key}={value!s}" for key, value in _facts(record).items() if value != "")
        line = f"{_time(record)} {record.levelname.lower():7} {record.getMessage()}{facts}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _facts(record: logging.LogRecord) -> dict[str, object]:
    return {key: value for key, value in vars(record).items() if key not in _RECORD_ATTRIBUTES}


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
