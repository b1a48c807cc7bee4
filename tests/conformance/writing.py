"""Writes vectors so that people can read them: what fits on a line is on one line."""

from __future__ import annotations

import json
from typing import Any, Final

_WIDTH: Final = 140


def readable(document: Any, depth: int = 0) -> str:
    """The document as JSON, indented by two, with short objects and lists on one line."""
    line = json.dumps(document, ensure_ascii=False)
    if len(line) + 2 * depth <= _WIDTH or not isinstance(document, dict | list) or not document:
        return line
    inner = "  " * (depth + 1)
    if isinstance(document, list):
        parts = [readable(value, depth + 1) for value in document]
        left, right = "[", "]"
    else:
        parts = [f"{json.dumps(key)}: {readable(value, depth + 1)}" for key, value in document.items()]
        left, right = "{", "}"
    body = f",\n{inner}".join(parts)
    return f"{left}\n{inner}{body}\n{'  ' * depth}{right}"
