"""Naming a version in one string."""

from __future__ import annotations

import re
from datetime import datetime

from hokusai.exceptions import InvalidArgumentError
from hokusai.versions.v1 import selector_pb2
from hokusai.wire_values import timestamp

_EXACT = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?")
_ALIAS = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


def parse_selector(text: str | None, *, as_of: datetime | None = None) -> selector_pb2.VersionSelector | None:
    """The selector for what a person writes.

    `1.2.3` and `1.3.0-rc.1` are exact, `latest` is the latest, `@production` an alias, anything else a range (`^1.2`,
    `>=1.0 <2`). None selects as a prediction does. `as_of` asks where the alias pointed at that instant.

    Raises:
        InvalidArgumentError: `as_of` without an alias, or an alias that cannot be one.
    """
    if text is None:
        if as_of is not None:
            raise InvalidArgumentError("as_of needs an alias, for example version='@production'")
        return None
    text = text.strip()
    if text.startswith("@"):
        return _alias(text[1:], as_of)
    if as_of is not None:
        raise InvalidArgumentError(f"as_of needs an alias such as '@production', not {text!r}")
    if text == "latest":
        return selector_pb2.VersionSelector(latest=selector_pb2.LatestVersion())
    if _EXACT.fullmatch(text):
        return selector_pb2.VersionSelector(exact=text)
    if not text:
        raise InvalidArgumentError("the version is empty; leave it out, or write 1.2.3, latest, @production or ^1.2")
    return selector_pb2.VersionSelector(range=text)


def _alias(name: str, as_of: datetime | None) -> selector_pb2.VersionSelector:
    if not _ALIAS.fullmatch(name):
        raise InvalidArgumentError(f"'@{name}' is no alias: a letter, then up to 63 letters, digits, '_' or '-'")
    if as_of is None:
        return selector_pb2.VersionSelector(alias=name)
    return selector_pb2.VersionSelector(alias_as_of=selector_pb2.AliasAsOf(alias=name, time=timestamp(as_of)))
