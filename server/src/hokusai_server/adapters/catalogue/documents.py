"""Frozen values of the domain as JSON, for what a version is made of and no query asks for.

The keys are the names of the dataclasses' fields: a field that is renamed needs a migration of what is stored, and a
test holds a stored document against that. A field that is added needs a default.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from hokusai_server.domain.semver import SemVer

T = TypeVar("T")


def to_document(value: object) -> str:
    """The value as JSON text."""
    return json.dumps(_encoded(value), ensure_ascii=False, separators=(",", ":"))


def from_document(kind: type[T], text: str) -> T:
    """The value of which `text` is the JSON."""
    decoded: T = _decoded(kind, json.loads(text))
    return decoded


def _encoded(value: object) -> object:
    if isinstance(value, SemVer | datetime):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _encoded(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _encoded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_encoded(part) for part in value]
    return value


def _decoded(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        choices = [choice for choice in get_args(kind) if choice is not types.NoneType]
        return _decoded(choices[0], data) if len(choices) == 1 else data
    if origin is tuple:
        return tuple(_decoded(get_args(kind)[0], part) for part in data)
    return _decoded_plain(kind, data) if isinstance(kind, type) else data


def _decoded_plain(kind: type[Any], data: Any) -> Any:
    if kind is SemVer:
        return SemVer.parse(data)
    if kind is datetime:
        return datetime.fromisoformat(data)
    if issubclass(kind, Enum):
        return kind(data)
    if is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _decoded(hint, data[name]) for name, hint in hints.items() if name in data})
    return data


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {part.name: hints[part.name] for part in fields(kind)}
