"""Ranges of versions, held against npm's documented meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.domain.errors import InvalidRequest
from hokusai_server.domain.semver import Bump, SemVer
from hokusai_server.domain.version_range import VersionRange

small = st.integers(0, 4)
numbers = st.builds(SemVer, small, small, small, st.sampled_from([(), ("alpha",), ("rc", "1"), ("0",)]))

# A range, what it picks, and what it does not; from the documentation of npm's semver.
MEANINGS = [
    ("1.2.3", ["1.2.3"], ["1.2.4", "1.2.3-rc.1"]),
    ("=1.2.3", ["1.2.3"], ["1.2.2"]),
    ("^1.2.3", ["1.2.3", "1.9.0"], ["1.2.2", "2.0.0", "2.0.0-rc.1", "1.3.0-rc.1"]),
    ("^0.2.3", ["0.2.3", "0.2.9"], ["0.3.0", "0.2.2"]),
    ("^0.0.3", ["0.0.3"], ["0.0.4"]),
    ("^1.2.3-beta.2", ["1.2.3-beta.2", "1.2.3-beta.4", "1.2.3", "1.5.0"], ["1.2.4-beta.2", "1.2.3-beta.1", "2.0.0"]),
    ("^0.0", ["0.0.0", "0.0.9"], ["0.1.0"]),
    ("^1.x", ["1.0.0", "1.9.9"], ["2.0.0"]),
    ("~1.2.3", ["1.2.3", "1.2.9"], ["1.3.0"]),
    ("~1.2", ["1.2.0", "1.2.9"], ["1.3.0", "1.1.9"]),
    ("~1", ["1.0.0", "1.9.0"], ["2.0.0"]),
    (">=1.0 <2", ["1.0.0", "1.99.0"], ["2.0.0", "0.9.0", "2.0.0-rc.1"]),
    (">1.2", ["1.3.0"], ["1.2.9"]),
    (">1.2.3", ["1.2.4"], ["1.2.3"]),
    ("<=1.2", ["1.2.9", "0.1.0"], ["1.3.0"]),
    ("<1.2", ["1.1.9"], ["1.2.0", "1.2.0-rc.1"]),
    ("1.2.3 - 2.3.4", ["1.2.3", "2.3.4"], ["1.2.2", "2.3.5"]),
    ("1.2 - 2.3", ["1.2.0", "2.3.9"], ["1.1.9", "2.4.0"]),
    ("1.2.3 - 2", ["2.9.9"], ["3.0.0"]),
    ("1.x || 3.x", ["1.5.0", "3.0.0"], ["2.0.0", "4.0.0"]),
    ("*", ["0.0.1", "9.9.9"], ["1.0.0-rc.1"]),
    ("x", ["0.0.1"], ["1.0.0-rc.1"]),
    (">1.2.3-alpha.3", ["1.2.3-alpha.7", "3.4.5"], ["3.4.5-alpha.9", "1.2.3-alpha.3"]),
    (">*", [], ["0.0.0", "9.0.0"]),
]


@pytest.mark.parametrize(("text", "picked", "passed_over"), MEANINGS)
def test_a_range_means_what_npm_says(text: str, picked: list[str], passed_over: list[str]) -> None:
    wanted = VersionRange.parse(text)
    assert [number for number in picked if not wanted.picks(SemVer.parse(number))] == []
    assert [number for number in passed_over if wanted.picks(SemVer.parse(number))] == []


@pytest.mark.parametrize(
    "text", ["", "  ", "abc", "^", "1.2.3.4", ">= 1.0", "v1.2", "1.*.3", "1.2.3+b", "1.2-rc.1", "^^1", "1" * 300, "1 -"]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest):
        VersionRange.parse(text)


@given(numbers, numbers)
def test_a_caret_never_crosses_the_leftmost_part_that_is_not_zero(base: SemVer, number: SemVer) -> None:
    if VersionRange.parse(f"^{base}").picks(number):
        assert number >= base
        assert number.major == base.major
        assert base.major or number.minor == base.minor


@given(numbers, numbers)
def test_what_is_picked_lies_between_the_ends(base: SemVer, number: SemVer) -> None:
    wanted = VersionRange.parse(f"~{base} || >={base.core}")
    assert not wanted.picks(number) or wanted.spans(number)


@given(numbers)
def test_an_exact_range_picks_its_number_alone(number: SemVer) -> None:
    wanted = VersionRange.parse(str(number))
    assert wanted.picks(number)
    assert not wanted.picks(number.bumped(Bump.PATCH))
