"""Names of models, aliases and tags."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.domain.errors import InvalidRequest
from hokusai_server.domain.names import checked_alias, checked_model_name, checked_tag_key

LETTERS_AND_DIGITS = string.ascii_letters + string.digits


@given(st.sampled_from(LETTERS_AND_DIGITS), st.text(LETTERS_AND_DIGITS + "._-", max_size=127))
def test_every_name_of_the_rule_is_taken(first: str, rest: str) -> None:
    assert checked_model_name(first + rest) == first + rest


@given(st.text())
def test_no_other_name_is_taken(text: str) -> None:
    fits = 1 <= len(text) <= 128 and text[0] in LETTERS_AND_DIGITS and set(text) <= set(LETTERS_AND_DIGITS + "._-")
    try:
        checked_model_name(text)
    except InvalidRequest:
        assert not fits
    else:
        assert fits


@pytest.mark.parametrize("name", ["lead\n", "..", "-a", "a/b", "a b", "ａ", "а", "a" * 129, ""])
def test_look_alikes_and_tricks_are_refused(name: str) -> None:
    with pytest.raises(InvalidRequest):
        checked_model_name(name)


@pytest.mark.parametrize("alias", ["latest", "LATEST", "v1", "V12", "1a", "", "a" * 65, "a.b", "@a", "production\n"])
def test_aliases_that_mean_something_else_are_refused(alias: str) -> None:
    with pytest.raises(InvalidRequest):
        checked_alias(alias)


@pytest.mark.parametrize("alias", ["production", "v", "v1a", "blue-green_2"])
def test_plain_aliases_are_taken(alias: str) -> None:
    assert checked_alias(alias) == alias


@pytest.mark.parametrize("key", ["", "hokusai.version", "mlflow.note", "k" * 129])
def test_reserved_and_oversized_tag_keys_are_refused(key: str) -> None:
    with pytest.raises(InvalidRequest):
        checked_tag_key(key)
