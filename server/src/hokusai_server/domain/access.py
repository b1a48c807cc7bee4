"""Keys that let callers in: what each may do, and on which models."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Final

ANONYMOUS: Final = "anonymous"
# What a refusal names where a request concerns no single model.
EVERYTHING: Final = "*"


class Action(enum.Enum):
    """What a call does."""

    READ = "read"
    PREDICT = "predict"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class AccessKey:
    """A key, as the server knows it: the token itself is known to its holder alone.

    Attributes:
        name: tells keys apart.
        digest: SHA-256 of the token.
        actions: what it may do.
        models: names of models, or patterns as a shell has them (`*`, `?`, `[ab]`); None is every model, and what
            concerns no model.
        expires: when it ends, with its offset from UTC; None: never.
        concurrent_calls: how many of its calls may run at once; None: as many as the server takes.
    """

    name: str
    digest: bytes = field(repr=False)
    actions: AbstractSet[Action]
    models: tuple[str, ...] | None = None
    expires: datetime | None = None
    concurrent_calls: int | None = None

    @property
    def principal(self) -> str:
        """Who its holder is, in the history and in refusals."""
        return f"key:{self.name}"

    def covers(self, model: str) -> bool:
        """Whether a model is among its models."""
        return self.models is None or any(fnmatchcase(model, pattern) for pattern in self.models)

    def expired(self, now: datetime) -> bool:
        """Whether it has ended."""
        return self.expires is not None and now >= self.expires


@dataclass(frozen=True, slots=True)
class Credential:
    """What a caller showed.

    Attributes:
        digest: SHA-256 of its token; None if it showed none that can be read.
        malformed: whether it showed something that cannot be read.
    """

    digest: bytes | None = None
    malformed: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls.

    Attributes:
        principal: its name, for the history and for refusals.
        key: what it may do; None where everybody may do everything.
    """

    principal: str
    key: AccessKey | None = None


def token_digest(token: str) -> bytes:
    """The SHA-256 of a token.

    A plain hash is right here, where it would be wrong for passwords: a token is 32 random bytes, so there is nothing
    that guessing could begin with. And because digests are looked up and tokens never compared, how long a look-up
    takes tells nothing about any token.
    """
    return hashlib.sha256(token.encode()).digest()
