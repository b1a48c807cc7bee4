"""Who may call, what, and how much: the keys as they are now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final, final

from hokusai_server.domain.access import EVERYTHING, AccessKey, Action, Credential
from hokusai_server.domain.errors import Overloaded, PermissionDenied, Unauthenticated

NOT_SHOWN: Final = "no key was shown; send `authorization: Bearer TOKEN`, which clients do that are given a token"
MALFORMED: Final = "the header authorization is not one `Bearer TOKEN`; send the token as it was given out"
UNKNOWN: Final = "the key is not known here, or was revoked; ask an admin for another"
EXPIRED: Final = "the key has expired; ask an admin for another"

RETRY_AFTER_TOO_MANY: Final = timedelta(milliseconds=200)


@final
class AccessKeys:
    """The keys, which may be replaced at any time. Used from one event loop.

    Attributes:
        revision: counts how often they were replaced.
    """

    def __init__(self, keys: Collection[AccessKey]) -> None:
        self.revision = 0
        self._by_digest = {key.digest: key for key in keys}
        self._watchers: list[Callable[[int], None]] = []

    def replace(self, keys: Collection[AccessKey]) -> None:
        """Take other keys from now on, and tell those who watch."""
        self.revision += 1
        self._by_digest = {key.digest: key for key in keys}
        for changed in self._watchers:
            changed(self.revision)

    def watch(self, changed: Callable[[int], None]) -> None:
        """Have `changed` called with the revision whenever the keys were replaced."""
        self._watchers.append(changed)

    def key(self, credential: Credential) -> AccessKey:
        """The key that a caller showed.

        Raises:
            Unauthenticated: it showed none, or one that is malformed, unknown or expired.
        """
        if credential.malformed:
            raise Unauthenticated(MALFORMED)
        if credential.digest is None:
            raise Unauthenticated(NOT_SHOWN)
        key = self._by_digest.get(credential.digest)
        if key is None:
            raise Unauthenticated(UNKNOWN)
        if key.expired(datetime.now(UTC)):
            raise Unauthenticated(EXPIRED)
        return key


def check_access(key: AccessKey, action: Action, models: Collection[str], *, unbound: bool = False) -> None:
    """Return if the key may do that.

    Args:
        models: what it would be done to; none means that no model is concerned.
        unbound: whether a key of some models may also do it where no model is concerned.

    Raises:
        PermissionDenied: it may not; names the first model that it may not do it to.
    """
    if action in key.actions:
        barred = [model for model in models if not key.covers(model)]
        if not barred and (models or unbound or key.models is None):
            return
    else:
        barred = list(models)
    raise PermissionDenied(key.principal, action.value, f"model {barred[0]}" if barred else EVERYTHING)


@final
class CallsOfKeys:
    """How many calls of each key run: predictions for themselves, for the native data plane counts those.

    Used from one event loop.
    """

    def __init__(self) -> None:
        self._running: Counter[tuple[str, bool]] = Counter()

    @contextmanager
    def place(self, key: AccessKey, action: Action) -> Iterator[None]:
        """Hold a place for one call.

        Raises:
            Overloaded: as many of its calls run as may.
        """
        counted = (key.principal, action is Action.PREDICT)
        limit = key.concurrent_calls
        if limit is not None and self._running[counted] >= limit:
            raise Overloaded(f"the number of calls of {key.principal}", limit, RETRY_AFTER_TOO_MANY)
        self._running[counted] += 1
        try:
            yield
        finally:
            self._running[counted] -= 1
            if not self._running[counted]:
                del self._running[counted]
