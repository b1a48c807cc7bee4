"""Numbers that tell the truth: what is given out, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hokusai_server.domain.errors import VersionAlreadyExists, VersionUnderstatesChange
from hokusai_server.domain.numbering import Allocation, NumberWish, Siblings, allocate
from hokusai_server.domain.semver import Bump, SemVer
from hokusai_server.domain.signature import ColumnSpec, ColumnType, ModelSignature, Schema


def takes(*names: str, optional: tuple[str, ...] = ()) -> ModelSignature:
    columns = [ColumnSpec(name, ColumnType.LONG) for name in names]
    columns += [ColumnSpec(name, ColumnType.LONG, required=False) for name in optional]
    return ModelSignature(inputs=Schema(tuple(columns)))


A, A_MAYBE_B, B = takes("a"), takes("a", optional=("b",)), takes("b")


def given(existing: Mapping[str, ModelSignature | None], new: ModelSignature | None, **wish: object) -> Allocation:
    by_number = {SemVer.parse(text): signature for text, signature in existing.items()}
    exact = wish.pop("exact", None)
    asked = NumberWish(SemVer.parse(str(exact)) if exact else None, **wish)  # type: ignore[arg-type]
    return allocate("m", Siblings(frozenset(by_number), by_number.__getitem__), new, asked)


@pytest.mark.parametrize(
    ("existing", "new", "expected"),
    [
        ({}, A, "1.0.0"),
        ({"1.0.0": A}, A, "1.0.1"),
        ({"1.0.0": A}, A_MAYBE_B, "1.1.0"),
        ({"1.1.0": A_MAYBE_B}, A, "2.0.0"),
        ({"1.0.0": A}, B, "2.0.0"),
        ({"1.0.0": A, "1.2.0-rc.1": B}, A, "1.0.1"),
        ({"1.0.0-rc.1": A}, B, "1.0.0"),
        ({"3.1.0-rc.1": A}, B, "3.1.0"),
        ({"0.2.0": A}, A, "0.2.1"),
        ({"0.2.0": A}, B, "0.3.0"),
        ({"1.9.0": A, "1.10.0": A}, A, "1.10.1"),
        ({"1.0.0": None}, None, "1.0.1"),
        ({"1.0.0": A}, None, "2.0.0"),
        ({"1.0.0": None}, A, "2.0.0"),
    ],
)
def test_auto_gives_the_least_number_that_tells_the_truth(
    existing: dict[str, ModelSignature | None], new: ModelSignature | None, expected: str
) -> None:
    assert str(given(existing, new).number) == expected


@pytest.mark.parametrize(("bump", "expected"), [(Bump.MINOR, "1.1.0"), (Bump.MAJOR, "2.0.0")])
def test_a_bump_may_say_more_than_it_must(bump: Bump, expected: str) -> None:
    assert str(given({"1.0.0": A}, A, bump=bump).number) == expected


@pytest.mark.parametrize(
    ("existing", "new", "exact"),
    [
        ({"1.0.0": A}, B, "1.1.0"),
        ({"1.0.0": A}, A_MAYBE_B, "1.0.1"),
        ({"1.0.0": A}, B, "1.1.0-rc.1"),
        ({"1.0.0": A, "2.0.0": B}, B, "1.1.0"),
        ({"1.0.0": A, "1.2.0": A}, A_MAYBE_B, "1.1.0"),
        ({"1.2.0": A}, B, "1.1.0"),
        ({"0.2.0": A}, A_MAYBE_B, "0.2.1"),
    ],
)
def test_an_exact_number_that_understates_is_refused(
    existing: dict[str, ModelSignature | None], new: ModelSignature, exact: str
) -> None:
    with pytest.raises(VersionUnderstatesChange):
        given(existing, new, exact=exact)
    allowed = given(existing, new, exact=exact, allow_breaking=True)
    assert (str(allowed.number), bool(allowed.breaking_fields)) == (exact, True)


@pytest.mark.parametrize(
    ("existing", "new", "exact"),
    [
        ({}, A, "0.1.0"),
        ({"1.0.0": A}, A, "1.7.3"),
        ({"1.0.0": A}, B, "2.0.0"),
        ({"1.0.0": A}, B, "4.0.0"),
        ({"1.0.0": A, "2.0.0": B}, A, "1.0.1"),
        ({"1.0.0": A}, B, "2.0.0-rc.1"),
        ({"0.2.0": A}, B, "0.3.0"),
        ({"0.2.0": A}, B, "1.0.0"),
        ({"1.0.0": A, "1.2.0": A_MAYBE_B}, A_MAYBE_B, "1.1.0"),
    ],
)
def test_an_exact_number_that_tells_the_truth_is_given(
    existing: dict[str, ModelSignature | None], new: ModelSignature, exact: str
) -> None:
    allocation = given(existing, new, exact=exact)
    assert (str(allocation.number), allocation.breaking_fields) == (exact, ())


def test_an_override_without_need_is_not_recorded() -> None:
    assert given({"1.0.0": A}, A, bump=Bump.MINOR, allow_breaking=True).breaking_fields == ()


def test_a_taken_number_is_refused() -> None:
    with pytest.raises(VersionAlreadyExists):
        given({"1.0.0": A}, A, exact="1.0.0")


def test_the_refusal_names_the_least_honest_number() -> None:
    with pytest.raises(VersionUnderstatesChange) as refusal:
        given({"1.4.0": A_MAYBE_B}, B, bump=Bump.PATCH)
    assert refusal.value.metadata["proposed"] == "1.4.1"
    assert refusal.value.metadata["least"] == "2.0.0"
    assert [violation.field for violation in refusal.value.violations] == ["inputs.a", "inputs.b"]
