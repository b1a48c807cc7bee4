"""How a setting is declared, and how declarations are listed. The tree in `tree.py` is made of these."""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, cast

from hokusai_server.settings.values import (
    ByteSize,
    DatabaseUri,
    HostPort,
    HttpUri,
    InvalidValueError,
    Origins,
    Secret,
    parse_boolean,
    parse_duration,
    parse_integer,
    parse_path,
    show_duration,
)

ENVIRONMENT_PREFIX: Final = "HOKUSAI_"

_PARSERS: Final[dict[type, Callable[[str], object]]] = {
    bool: parse_boolean,
    int: parse_integer,
    str: str.strip,
    timedelta: parse_duration,
    ByteSize: ByteSize.parse,
    DatabaseUri: DatabaseUri.parse,
    HostPort: HostPort.parse,
    HttpUri: HttpUri.parse,
    Origins: Origins.parse,
    Path: parse_path,
    Secret: Secret,
}
_TYPE_NAMES: Final[dict[type, str]] = {
    bool: "boolean",
    int: "integer",
    str: "text",
    timedelta: "duration",
    ByteSize: "size",
    DatabaseUri: "uri",
    HostPort: "host:port",
    HttpUri: "uri",
    Origins: "origins",
    Path: "path",
    Secret: "secret",
}


@dataclass(frozen=True, slots=True)
class SettingDescription:
    """One setting as users meet it.

    Attributes:
        key: its name in the file, a dot between table and key, e.g. `tls.certificate`.
        environment: the variable that sets it.
        flag: the option of `hokusai serve` that sets it, or None; `--set KEY=VALUE` sets any.
        type_name: `boolean`, `integer`, `text`, `duration`, `size`, `host:port`, `path`, `secret`, or the words.
        default: the default as text, or None where unset means something of its own, which `doc` then says.
        minimum: the least value allowed, as text, or None.
        maximum: the greatest value allowed, as text, or None.
        doc: what it does and what unset means.
    """

    key: str
    environment: str
    flag: str | None
    type_name: str
    default: str | None
    minimum: str | None
    maximum: str | None
    doc: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a field of the tree knows beyond its type and default."""

    doc: str
    environment: str | None = None
    flag: str | None = None
    minimum: Any = None
    maximum: Any = None
    default_text: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """A declaration at its place in the tree."""

    path: tuple[str, ...]
    value_type: type
    default: object
    declaration: Declaration

    @property
    def key(self) -> str:
        """The name in the file."""
        return ".".join(self.path)

    @property
    def environment(self) -> str:
        """The variable that sets it."""
        return self.declaration.environment or ENVIRONMENT_PREFIX + "_".join(self.path).upper()

    def parse(self, text: str) -> object:
        """The value that the text stands for.

        Raises:
            InvalidValueError: the text is none of this type, below the minimum or above the maximum.
        """
        if issubclass(self.value_type, enum.Enum):
            return _parse_word(self.value_type, text)
        value = _PARSERS[self.value_type](text)
        minimum, maximum = self.declaration.minimum, self.declaration.maximum
        if minimum is not None and cast("Any", value) < minimum:
            raise InvalidValueError(f"{text!r} is below the minimum of {show_value(minimum)}")
        if maximum is not None and cast("Any", value) > maximum:
            raise InvalidValueError(f"{text!r} is above the maximum of {show_value(maximum)}")
        return value

    def describe(self) -> SettingDescription:
        """The setting as users meet it."""
        declaration = self.declaration
        default = declaration.default_text or (None if self.default is None else show_value(self.default))
        return SettingDescription(
            key=self.key,
            environment=self.environment,
            flag=declaration.flag,
            type_name=_type_name(self.value_type),
            default=default,
            minimum=None if declaration.minimum is None else show_value(declaration.minimum),
            maximum=None if declaration.maximum is None else show_value(declaration.maximum),
            doc=declaration.doc,
        )


def setting(default: object, doc: str, **declared: Any) -> Any:
    """Declare a field of the settings tree; `declared` are the other fields of `Declaration`.

    A callable default makes the value when the settings are built.
    """
    metadata = {"declaration": Declaration(doc, **declared)}
    if callable(default):
        return dataclasses.field(default_factory=default, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def settings_of(tree: type, prefix: tuple[str, ...] = ()) -> Iterator[Setting]:
    """Every setting of a tree of dataclasses, in the order of declaration."""
    hints = typing.get_type_hints(tree)
    for field in dataclasses.fields(tree):
        path = (*prefix, field.name)
        declaration = field.metadata.get("declaration")
        if declaration is None:
            yield from settings_of(hints[field.name], path)
        else:
            default = field.default if field.default is not dataclasses.MISSING else None
            yield Setting(path, _plain_type(hints[field.name]), default, declaration)


def show_value(value: object) -> str:
    """A value as text that its parser reads back; a secret as its mask."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, timedelta):
        return show_duration(value)
    if isinstance(value, enum.Enum):
        return str(value.value)
    return str(value)


def _plain_type(hint: Any) -> type:
    if isinstance(hint, types.UnionType):
        return cast("type", next(member for member in typing.get_args(hint) if member is not types.NoneType))
    return cast("type", hint)


def _type_name(value_type: type) -> str:
    if issubclass(value_type, enum.Enum):
        return " | ".join(str(member.value) for member in value_type)
    return _TYPE_NAMES[value_type]


def _parse_word(words: type[enum.Enum], text: str) -> enum.Enum:
    try:
        return words(text.strip().lower())
    except ValueError:
        raise InvalidValueError(f"{text!r} is none of {_type_name(words)}") from None
