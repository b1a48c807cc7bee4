"""Version numbers: SemVer's grammar and precedence, and sort keys that agree with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.domain.errors import InvalidRequest
from hokusai_server.domain.semver import Bump, SemVer

# The example of precedence in the specification, lowest first.
ORDERED = [
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.1-0",
    "1.0.1",
    "1.2.0",
    "1.10.0",
    "2.0.0",
]

parts = st.integers(0, 999_999_999)
identifiers = st.one_of(
    st.integers(0, 10**12).map(str),
    st.from_regex(r"[0-9A-Za-z-]{0,8}[A-Za-z-][0-9A-Za-z-]{0,8}", fullmatch=True),
)
versions = st.builds(SemVer, parts, parts, parts, st.lists(identifiers, max_size=4).map(tuple))


def precedence(version: SemVer) -> tuple[object, ...]:
    """SemVer's rule, written independently: a release is above its pre-releases, numbers below words, shorter below."""
    pre_release = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in version.pre_release]
    return (version.major, version.minor, version.patch, not version.pre_release, pre_release)


def test_the_example_of_the_specification_is_in_order() -> None:
    parsed = [SemVer.parse(text) for text in ORDERED]
    parsed.reverse()
    assert sorted(parsed) == [SemVer.parse(text) for text in ORDERED]


@given(versions, versions)
def test_comparison_and_sort_key_follow_the_precedence(one: SemVer, other: SemVer) -> None:
    assert (one < other) == (precedence(one) < precedence(other))
    assert (one.sort_key < other.sort_key) == (precedence(one) < precedence(other))
    assert (one.sort_key == other.sort_key) == (one == other)


@given(versions)
def test_a_number_reads_back_from_its_text(version: SemVer) -> None:
    assert SemVer.parse(str(version)) == version


@given(versions)
def test_the_sort_key_begins_with_that_of_the_core_and_is_ascii(version: SemVer) -> None:
    assert version.sort_key.startswith(version.core_key)
    assert version.core_key <= version.sort_key <= version.core.sort_key
    assert version.sort_key.isascii()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "v1.2.3",
        "01.2.3",
        "1.2.3+build",
        "1.2.3-",
        "1.2.3-a..b",
        "1.2.3-01",
        "1.2.3 ",
        "١.2.3",
        "1.2.3-é",
        "1000000000.0.0",
        "1.2.3-" + "a" * 128,
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest):
        SemVer.parse(text)


@pytest.mark.parametrize(("bump", "expected"), [(Bump.PATCH, "1.2.4"), (Bump.MINOR, "1.3.0"), (Bump.MAJOR, "2.0.0")])
def test_a_bump_raises_one_part_and_clears_the_rest(bump: Bump, expected: str) -> None:
    assert str(SemVer(1, 2, 3).bumped(bump)) == expected
