"""The file of keys as text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.adapters.keys_document import KeysInvalidError, format_key, parse_keys
from hokusai_server.domain.access import AccessKey, Action, token_digest
from tests.support.access_keys import key_table

CI = key_table("ci", "token")
HASH = token_digest("token").hex()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "[[keys]]"),
        ("keys = []", "[[keys]]"),
        ("keys = 1", "[[keys]]"),
        ("[keys]\n", "[[keys]]"),
        ("[[key]]\n", "key: there are tables"),
        (f"{CI}\nx = {HASH}", "not TOML"),
        (f"{CI}concurrent_calls = {'9' * 5000}", "not TOML"),
        (f"x = {'[' * 100_000}", "not TOML"),
        (f"{CI}colour = 1", "key ci, colour: there is no such field"),
        (CI.replace("name", "nam"), "key 1, nam: there is no such field"),
        (CI.replace('"ci"', '"bad name"'), "key 1, name:"),
        (CI.replace('"ci"', "7"), "key 1, name:"),
        (CI.replace(HASH, HASH[:-1]), "key ci, sha256:"),
        (CI.replace(HASH, HASH.upper()), "key ci, sha256:"),
        (CI.replace("actions", "#"), "key ci, actions: it is missing"),
        (key_table("ci", "token", "[]"), "key ci, actions:"),
        (key_table("ci", "token", '["reads"]'), "key ci, actions:"),
        (key_table("ci", "token", '"read"'), "key ci, actions:"),
        (key_table("ci", "token", models="[]"), "key ci, models:"),
        (key_table("ci", "token", models='["a b"]'), "key ci, models:"),
        (key_table("ci", "token", models='"lead_*"'), "key ci, models:"),
        (key_table("ci", "token", expires="2027-01-01T00:00:00"), "key ci, expires:"),
        (key_table("ci", "token", expires="2027-01-01"), "key ci, expires:"),
        (key_table("ci", "token", concurrent_calls="0"), "key ci, concurrent_calls:"),
        (key_table("ci", "token", concurrent_calls="true"), "key ci, concurrent_calls:"),
        (key_table("ci", "token", concurrent_calls="1.5"), "key ci, concurrent_calls:"),
        (CI + key_table("ci", "other"), "key ci, name: there are two"),
        (CI + key_table("cd", "token"), "key cd, sha256: it is that of key ci too"),
    ],
)
def test_what_is_wrong_is_named_and_no_hash_is_told(text: str, told: str) -> None:
    with pytest.raises(KeysInvalidError) as wrong:
        parse_keys(text)
    assert told in str(wrong.value)
    assert HASH[:-1] not in str(wrong.value).lower()


@given(
    st.lists(
        st.builds(
            AccessKey,
            name=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True),
            digest=st.binary(min_size=32, max_size=32),
            actions=st.frozensets(st.sampled_from(Action), min_size=1),
            models=st.none()
            | st.lists(st.from_regex(r"[A-Za-z0-9._*?\[\]!-]{1,128}", fullmatch=True), min_size=1).map(tuple),
            expires=st.none() | st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1)),  # noqa: DTZ001 - hypothesis adds the zone
            concurrent_calls=st.none() | st.integers(1, 2**31 - 1),
        ),
        min_size=1,
        max_size=4,
        unique_by=(lambda key: key.name, lambda key: key.digest),
    )
)
def test_what_is_written_is_read(keys: list[AccessKey]) -> None:
    assert list(parse_keys("\n".join(map(format_key, keys)))) == keys
