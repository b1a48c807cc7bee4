"""Which number a new version gets, and whether that number tells the truth about its signature."""

from collections.abc import Callable, Collection, Sequence
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
class Siblings:
    """Every number that the model has or had; deleted ones count, since numbers are never used again."""

    numbers: Collection[SemVer]
    signature_of: Callable[[SemVer], ModelSignature | None]

    @property
    def releases(self) -> list[SemVer]:
        """Those that are no pre-releases, lowest first."""
        return sorted(number for number in self.numbers if not number.is_pre_release)


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


def allocate(model: str, siblings: Siblings, signature: ModelSignature | None, wish: NumberWish) -> Allocation:
    """Choose the number of a new version.

    Args:
        model: name of the model, for the faults.
        siblings: every version of the model.
        signature: of the new version.
        wish: what the caller asks for.

    Raises:
        VersionAlreadyExists: the exact number is or was taken.
        VersionUnderstatesChange: the number or bump promises more than there is, without `allow_breaking`.
    """
    if wish.exact is not None:
        return _exact(model, siblings, signature, wish, wish.exact)
    if not siblings.releases:
        return Allocation(max((number.core for number in siblings.numbers), default=FIRST))
    highest = siblings.releases[-1]
    changes = changes_between(siblings.signature_of(highest), signature)
    least = needed_bump(highest, changes)
    bump = wish.bump or least
    breaking = _understated(changes, highest, bump)
    if breaking and not wish.allow_breaking:
        raise _refusal(model, highest.bumped(bump), highest.bumped(least), breaking)
    return Allocation(highest.bumped(bump), bump, highest, changes, _fields(breaking))


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
    model: str, siblings: Siblings, signature: ModelSignature | None, wish: NumberWish, number: SemVer
) -> Allocation:
    if number in siblings.numbers:
        raise VersionAlreadyExists(model, str(number))
    below = max((release for release in siblings.releases if release < number.core), default=None)
    changes = changes_between(siblings.signature_of(below), signature) if below else ()
    bump = bump_between(below, number.core) if below else None
    breaking = [
        *(_understated(changes, below, bump) if below and bump else ()),
        *_broken_above(siblings, number, signature),
    ]
    if breaking and not wish.allow_breaking:
        base = below or number.core
        raise _refusal(model, number, base.bumped(needed_bump(base, breaking)), breaking)
    return Allocation(number, bump, below, changes, _fields(breaking))


def _broken_above(siblings: Siblings, number: SemVer, signature: ModelSignature | None) -> Sequence[SignatureChange]:
    """What those would lose who follow the numbers from a version put in below existing ones to the next above it."""
    above = min((release for release in siblings.releases if release > number), default=None)
    if above is None or number.is_pre_release or above.major != number.major:
        return ()
    changes = changes_between(signature, siblings.signature_of(above))
    return _understated(changes, number, bump_between(number, above))


def _understated(changes: Sequence[SignatureChange], base: SemVer, bump: Bump) -> list[SignatureChange]:
    return [change for change in changes if needed_bump(base, [change]) > bump]


def _fields(changes: Sequence[SignatureChange]) -> tuple[str, ...]:
    return tuple(change.field for change in changes)


def _refusal(
    model: str, proposed: SemVer, least: SemVer, breaking: Sequence[SignatureChange]
) -> VersionUnderstatesChange:
    violations = [FieldViolation(change.field, change.description) for change in breaking]
    return VersionUnderstatesChange(model, str(proposed), str(least), violations)
