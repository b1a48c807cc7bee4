"""Text and the values it stands for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.settings.values import (
    ByteSize,
    HostPort,
    InvalidValueError,
    Origins,
    Secret,
    parse_boolean,
    parse_duration,
    show_duration,
)


@pytest.mark.parametrize("text", ["true", "TRUE", " yes ", "on", "1"])
def test_words_for_true(text: str) -> None:
    """Any case, spaces around."""
    assert parse_boolean(text) is True


@pytest.mark.parametrize("text", ["false", "No", "off", "0"])
def test_words_for_false(text: str) -> None:
    """Any case."""
    assert parse_boolean(text) is False


@pytest.mark.parametrize("text", ["", "2", "t", "enabled", "None"])
def test_other_words_are_no_boolean(text: str) -> None:
    """Nothing else is guessed to be true or false."""
    with pytest.raises(InvalidValueError):
        parse_boolean(text)


@given(st.integers(min_value=0, max_value=10**10))
def test_shown_duration_reads_back(milliseconds: int) -> None:
    """Showing and parsing a duration loses nothing down to a millisecond."""
    value = timedelta(milliseconds=milliseconds)
    assert parse_duration(show_duration(value)) == value


@given(st.integers(min_value=0, max_value=2**50))
def test_shown_size_reads_back(size: int) -> None:
    """Showing and parsing a size loses nothing."""
    assert ByteSize.parse(str(ByteSize(size))) == size


@pytest.mark.parametrize(("text", "size"), [("16MiB", 2**24), ("2GB", 2 * 10**9), ("1.5KiB", 1536), ("7", 7)])
def test_size_units(text: str, size: int) -> None:
    """Binary and decimal units, fractions, plain bytes."""
    assert ByteSize.parse(text) == size


@pytest.mark.parametrize("text", ["127.0.0.1:0", "localhost:50051", "[::1]:8080", "0.0.0.0:65535"])
def test_shown_address_reads_back(text: str) -> None:
    """An address is shown as it was written."""
    assert str(HostPort.parse(text)) == text


@pytest.mark.parametrize("text", ["", ":1", "host", "host:", "host:x", "::1:80", "host:65536", "host:-1"])
def test_other_texts_are_no_address(text: str) -> None:
    """A host and a port are both needed; IPv6 needs brackets."""
    with pytest.raises(InvalidValueError):
        HostPort.parse(text)


def test_shown_origins_read_back() -> None:
    """Spaces, a last slash and capitals do not count: browsers send none."""
    origins = Origins.parse("https://App.example.com/, http://localhost:5173")
    assert origins.names == ("https://app.example.com", "http://localhost:5173")
    assert Origins.parse(str(origins)) == origins


@pytest.mark.parametrize("text", ["app.example.com", "https://", "https://a.example/path", "*", "null", "ftp://a"])
def test_other_texts_are_no_origin(text: str) -> None:
    """Scheme and host are both needed, and nothing more."""
    with pytest.raises(InvalidValueError):
        Origins.parse(text)


def test_secret_hides_itself() -> None:
    """Neither str, repr nor formatting shows it."""
    secret = Secret("hunter2")
    assert "hunter2" not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == "hunter2"
