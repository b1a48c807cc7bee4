"""The keys file as text: TOML, one table a key, and no secret in it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from hokusai_server.domain.access import AccessKey, Action

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_MODELS: Final = re.compile(r"[A-Za-z0-9._*?\[\]!-]{1,128}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_REQUIRED: Final = ("name", "sha256", "actions")
_FIELDS: Final = (*_REQUIRED, "models", "expires", "concurrent_calls")
_ACTIONS: Final = ", ".join(action.value for action in Action)


class KeysInvalidError(Exception):
    """Text that is no keys file; the message names the key and the field, and never a hash."""


def parse_keys(text: str) -> tuple[AccessKey, ...]:
    """The keys in a file, in its order.

    Raises:
        KeysInvalidError: it is not TOML, has no key, or one is not right.
    """
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also of numbers and nests beyond what Python reads
        raise KeysInvalidError(f"it is not TOML: {_place_of(error)}") from None
    tables = document.pop("keys", None)
    if document:
        raise KeysInvalidError(f"{next(iter(document))}: there are tables [[keys]] and nothing else")
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise KeysInvalidError("it has no table [[keys]]; make one with `hokusai keys new`")
    keys = tuple(_key(table, f"key {number}") for number, table in enumerate(tables, 1))
    _refuse_twins(keys)
    return keys


def format_key(key: AccessKey) -> str:
    """A key as the table that `parse_keys` reads."""
    lines = ["[[keys]]", f"name = {json.dumps(key.name)}", f'sha256 = "{key.digest.hex()}"']
    lines.append(f"actions = {json.dumps([action.value for action in Action if action in key.actions])}")
    if key.models is not None:
        lines.append(f"models = {json.dumps(list(key.models))}")
    if key.expires is not None:
        lines.append(f"expires = {key.expires.isoformat()}")
    if key.concurrent_calls is not None:
        lines.append(f"concurrent_calls = {key.concurrent_calls}")
    return "\n".join(lines) + "\n"


def _place_of(error: Exception) -> str:
    """Where the text stops being TOML; the parser's own words may quote the text."""
    place = re.search(r"at line \d+, column \d+|at end of document", str(error))
    return place[0] if place else "somewhere"


def _key(table: Mapping[str, Any], where: str) -> AccessKey:
    name = table.get("name")
    if isinstance(name, str) and _NAME.fullmatch(name):
        where = f"key {name}"
    for field in table:
        if field not in _FIELDS:
            raise KeysInvalidError(f"{where}, {field}: there is no such field; there are {', '.join(_FIELDS)}")
    for field in _REQUIRED:
        if field not in table:
            raise KeysInvalidError(f"{where}, {field}: it is missing")
    return AccessKey(
        name=_text(table["name"], _NAME, f"{where}, name: write a letter or a digit, then up to 63 of [A-Za-z0-9._-]"),
        digest=bytes.fromhex(
            _text(table["sha256"], _SHA256, f"{where}, sha256: write the token's SHA-256 as 64 digits of 0-9a-f")
        ),
        actions=frozenset(_actions(table["actions"], f"{where}, actions: list at least one of {_ACTIONS}")),
        models=_optional(table.get("models"), _models, f"{where}, models: list names or patterns such as lead_*"),
        expires=_optional(
            table.get("expires"), _instant, f"{where}, expires: write an instant with its offset, 2027-01-31T00:00:00Z"
        ),
        concurrent_calls=_optional(
            table.get("concurrent_calls"), _count, f"{where}, concurrent_calls: write a whole number from 1 on"
        ),
    )


def _text(value: object, form: re.Pattern[str], otherwise: str) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise KeysInvalidError(otherwise)
    return value


def _texts(value: object, otherwise: str) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
        raise KeysInvalidError(otherwise)
    return value


def _actions(value: object, otherwise: str) -> list[Action]:
    try:
        return [Action(each) for each in _texts(value, otherwise)]
    except ValueError:
        raise KeysInvalidError(otherwise) from None


def _models(value: object, otherwise: str) -> tuple[str, ...]:
    return tuple(_text(each, _MODELS, otherwise) for each in _texts(value, otherwise))


def _instant(value: object, otherwise: str) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise KeysInvalidError(otherwise)
    return value


def _count(value: object, otherwise: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < 2**31:
        raise KeysInvalidError(otherwise)
    return value


def _optional(value: object, parse: Any, otherwise: str) -> Any:
    return None if value is None else parse(value, otherwise)


def _refuse_twins(keys: tuple[AccessKey, ...]) -> None:
    names: set[str] = set()
    holders: dict[bytes, str] = {}
    for key in keys:
        if key.name in names:
            raise KeysInvalidError(f"key {key.name}, name: there are two of this name; rename one")
        if key.digest in holders:
            twin = holders[key.digest]
            raise KeysInvalidError(f"key {key.name}, sha256: it is that of key {twin} too; make a new token")
        names.add(key.name)
        holders[key.digest] = key.name
