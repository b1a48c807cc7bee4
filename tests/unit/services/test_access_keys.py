"""What a key allows."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.domain.access import AccessKey, Action, Credential, token_digest
from hokusai_server.domain.errors import Overloaded, PermissionDenied, Unauthenticated
from hokusai_server.services.access_keys import AccessKeys, CallsOfKeys, check_access

MODELS = st.sampled_from(["lead_scoring", "lead_v2", "churn", "Churn", "c"])
PATTERNS = st.sampled_from(["lead_*", "churn", "c", "*", "lead_v?", "[Cc]hurn"])
# Written out by hand, so that the rule is not tested with itself.
COVERED = {
    "lead_*": {"lead_scoring", "lead_v2"},
    "churn": {"churn"},
    "c": {"c"},
    "*": {"lead_scoring", "lead_v2", "churn", "Churn", "c"},
    "lead_v?": {"lead_v2"},
    "[Cc]hurn": {"churn", "Churn"},
}


def key(
    actions: AbstractSet[Action] = frozenset(Action), models: tuple[str, ...] | None = None, limit: int | None = None
) -> AccessKey:
    return AccessKey("ci", token_digest("token"), actions, models, concurrent_calls=limit)


@given(
    st.frozensets(st.sampled_from(Action)),
    st.none() | st.lists(PATTERNS, min_size=1).map(tuple),
    st.sampled_from(Action),
    st.lists(MODELS, max_size=3, unique=True),
    st.booleans(),
)
def test_a_key_does_what_it_may_to_what_it_covers(
    actions: frozenset[Action], patterns: tuple[str, ...] | None, action: Action, models: list[str], unbound: bool
) -> None:
    covered = None if patterns is None else set().union(*(COVERED[pattern] for pattern in patterns))
    inside = covered is None or (set(models) <= covered if models else unbound)
    if action in actions and inside:
        check_access(key(actions, patterns), action, models, unbound=unbound)
        return
    with pytest.raises(PermissionDenied) as denied:
        check_access(key(actions, patterns), action, models, unbound=unbound)
    told = denied.value.metadata
    assert (told["principal"], told["action"]) == ("key:ci", action.value)
    if not models:
        assert told["resource"] == "*"
    elif action in actions and covered is not None:
        assert told["resource"] in {f"model {model}" for model in models if model not in covered}
    else:
        assert told["resource"] == f"model {models[0]}"


def test_a_key_is_known_by_its_token_until_it_is_replaced() -> None:
    keys = AccessKeys([key()])
    seen: list[int] = []
    keys.watch(seen.append)
    shown = Credential(token_digest("token"))
    assert keys.key(shown).principal == "key:ci"
    keys.replace([])
    with pytest.raises(Unauthenticated):
        keys.key(shown)
    assert (keys.revision, seen) == (1, [1])


def test_a_key_ends_at_its_instant() -> None:
    now = datetime.now(UTC)
    brief = AccessKey("ci", token_digest("token"), frozenset(Action), expires=now)
    assert brief.expired(now)
    assert not brief.expired(now - timedelta(microseconds=1))


def test_predictions_and_other_calls_are_counted_apart_and_places_come_back() -> None:
    calls, narrow = CallsOfKeys(), key(limit=1)
    with calls.place(narrow, Action.PREDICT):
        with pytest.raises(Overloaded), calls.place(narrow, Action.PREDICT):
            pass
        with calls.place(narrow, Action.READ), pytest.raises(Overloaded), calls.place(narrow, Action.WRITE):
            pass
    with calls.place(narrow, Action.PREDICT):
        pass


def test_no_text_of_a_key_holds_its_hash() -> None:
    assert token_digest("token").hex() not in repr(key())
    assert repr(token_digest("token")) not in repr(key())
