"""Which number a new version gets, and whether that number tells the truth about its signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hokusai_server.domain.compatibility import SignatureChange, changes_between, least_bump
from hokusai_server.domain.errors import FieldViolation, VersionAlreadyExists, VersionUnderstatesChange
from hokusai_server.domain.semver import Bump, SemVer
from hokusai_server.domain.signature import ModelSignature

FIRST: Final = SemVer(1, 0, 0)


@dataclass(frozen=True, slots=True)
class NumberWish:
    """What the caller asks for: an exact number, or a bump, or neither (the least number that tells the truth)."""

    exact: SemVer | None = None
    bump: Bump | None = None
    allow_breaking: bool = False


@dataclass(frozen=True, slots=True)
class Sibling:
    """A number that the model has or had; deleted ones count, since numbers are never used again."""

    number: SemVer
    signature: ModelSignature | None


@dataclass(frozen=True, slots=True)
class Allocation:
    """The number given out.

    Attributes:
        number: the number.
        bump: what it raises against `compared_with`; None if nothing was compared.
        compared_with: the version below it whose signature was compared; None if there is none.
        changes: every difference from that version's signature.
        breaking_fields: fields about which the number says less than the truth, by the caller's explicit wish.
    """

    number: SemVer
    bump: Bump | None = None
    compared_with: SemVer | None = None
    changes: tuple[SignatureChange, ...] = ()
    breaking_fields: tuple[str, ...] = ()


def allocate(model: str, siblings: Sequence[Sibling], signature: ModelSignature | None, wish: NumberWish) -> Allocation:
    """Choose the number of a new version.

    Args:
        model: name of the model, for the faults.
        siblings: every version of the model, deleted ones too, in any order.
        signature: of the new version.
        wish: what the caller asks for.

    Raises:
        VersionAlreadyExists: the exact number is or was taken.
        VersionUnderstatesChange: the number or bump promises more than there is, without `allow_breaking`.
    """
    releases = sorted(
        (sibling for sibling in siblings if not sibling.number.is_pre_release), key=lambda sibling: sibling.number
    )
    if wish.exact is not None:
        return _exact(model, siblings, releases, signature, wish)
    if not releases:
        return Allocation(max((sibling.number.core for sibling in siblings), default=FIRST))
    highest = releases[-1]
    changes = changes_between(highest.signature, signature)
    least = needed_bump(highest.number, changes)
    bump = wish.bump or least
    number = highest.number.bumped(bump)
    breaking = _understated(changes, highest.number, bump)
    if breaking and not wish.allow_breaking:
        raise _refusal(model, number, highest.number.bumped(least), breaking)
    return Allocation(number, bump, highest.number, changes, tuple(change.field for change in breaking))


def needed_bump(number: SemVer, changes: Sequence[SignatureChange]) -> Bump:
    """The least bump of `number` that tells the truth about `changes`. In 0.y.z, raising y is enough for any."""
    least = least_bump(changes)
    return min(least, Bump.MINOR) if number.major == 0 else least


def bump_between(low: SemVer, high: SemVer) -> Bump:
    """Which part is raised on the way from `low` to `high`."""
    if high.major > low.major:
        return Bump.MAJOR
    return Bump.MINOR if high.minor > low.minor else Bump.PATCH


def _exact(
    model: str,
    siblings: Sequence[Sibling],
    releases: Sequence[Sibling],
    signature: ModelSignature | None,
    wish: NumberWish,
) -> Allocation:
    number = wish.exact or FIRST
    if any(sibling.number == number for sibling in siblings):
        raise VersionAlreadyExists(model, str(number))
    core = number.core
    below = max((release for release in releases if release.number < core), key=lambda r: r.number, default=None)
    breaking = list(_broken_above(releases, number, signature))
    if below is None:
        allocation = Allocation(number)
    else:
        bump, changes = bump_between(below.number, core), changes_between(below.signature, signature)
        breaking = [*_understated(changes, below.number, bump), *breaking]
        allocation = Allocation(number, bump, below.number, changes, tuple(change.field for change in breaking))
    if breaking and not wish.allow_breaking:
        base = below.number if below is not None else core
        raise _refusal(model, number, base.bumped(needed_bump(base, breaking)), breaking)
    return allocation if below is not None else Allocation(number, breaking_fields=_fields(breaking))


def _broken_above(
    releases: Sequence[Sibling], number: SemVer, signature: ModelSignature | None
) -> Sequence[SignatureChange]:
    """What those would lose who follow the numbers from a version put in below existing ones to the next above it."""
    above = min((release for release in releases if release.number > number), key=lambda r: r.number, default=None)
    if above is None or number.is_pre_release or above.number.major != number.major:
        return ()
    changes = changes_between(signature, above.signature)
    return _understated(changes, number, bump_between(number, above.number))


def _understated(changes: Sequence[SignatureChange], base: SemVer, bump: Bump) -> list[SignatureChange]:
    return [change for change in changes if needed_bump(base, [change]) > bump]


def _fields(changes: Sequence[SignatureChange]) -> tuple[str, ...]:
    return tuple(change.field for change in changes)


def _refusal(
    model: str, proposed: SemVer, least: SemVer, breaking: Sequence[SignatureChange]
) -> VersionUnderstatesChange:
    violations = [FieldViolation(change.field, change.description) for change in breaking]
    return VersionUnderstatesChange(model, str(proposed), str(least), violations)
