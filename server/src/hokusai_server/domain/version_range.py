"""Ranges of versions as npm users know them: `^1.2`, `~1.2.3`, `>=1.0 <2`, `1.2 - 2.3`, `1.x || 3.x`, `*`.

The grammar is that of npm's semver, read strictly: no `v` prefix, no build metadata, no space after an operator.
"""

import re
from dataclasses import dataclass
from typing import Final

from hokusai_server.domain.names import invalid
from hokusai_server.domain.semver import SemVer

_PART: Final = r"(?:0|[1-9][0-9]{0,8}|[xX*])"
_PARTIAL: Final = re.compile(rf"({_PART})(?:\.({_PART})(?:\.({_PART})(?:-([0-9A-Za-z.-]+))?)?)?", re.ASCII)
_COMPARATOR: Final = re.compile(r"(\^|~|>=|<=|>|<|=)?(.+)")
_HYPHEN: Final = re.compile(r"(\S+)\s+-\s+(\S+)")
_LOWEST: Final = SemVer(0, 0, 0, ("0",))
_MAX_LENGTH: Final = 256


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers n with low ≤ n < high (or ≤ high if `closed`); None means without end on that side."""

    low: SemVer | None = None
    low_open: bool = False
    high: SemVer | None = None
    high_closed: bool = False
    named_pre_releases: tuple[SemVer, ...] = ()
    """Cores of the numbers for which the range names a pre-release, so that their pre-releases may be picked."""

    def spans(self, number: SemVer) -> bool:
        """Whether `number` lies between the ends."""
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = self.high is None or number < self.high or (number == self.high and self.high_closed)
        return above and below

    def picks(self, number: SemVer) -> bool:
        """Whether a selector may pick `number`: a pre-release only if the range names one of its core."""
        return self.spans(number) and (not number.is_pre_release or number.core in self.named_pre_releases)


@dataclass(frozen=True, slots=True)
class VersionRange:
    """What a range means: any of some intervals."""

    text: str
    intervals: tuple[Interval, ...]

    @classmethod
    def parse(cls, text: str, field: str = "range") -> "VersionRange":
        """Read a range.

        Raises:
            InvalidRequest: it cannot be read; the description says which part.
        """
        if not text.strip() or len(text) > _MAX_LENGTH:
            raise invalid(field, f"a range has 1 to {_MAX_LENGTH} characters")
        return cls(text, tuple(_interval(part.strip(), field) for part in text.split("||")))

    def spans(self, number: SemVer) -> bool:
        """Whether `number` lies in the range, pre-releases as any other number."""
        return any(interval.spans(number) for interval in self.intervals)

    def picks(self, number: SemVer) -> bool:
        """Whether a selector with this range may pick `number`."""
        return any(interval.picks(number) for interval in self.intervals)


@dataclass(frozen=True, slots=True)
class _Partial:
    """A number of which the tail may be missing."""

    parts: tuple[int, ...]
    pre_release: tuple[str, ...] = ()

    @property
    def lowest(self) -> SemVer:
        """The lowest number that it stands for."""
        major, minor, patch = (*self.parts, 0, 0, 0)[:3]
        return SemVer(major, minor, patch, self.pre_release)

    def after(self, depth: int) -> SemVer | None:
        """The first pre-release after raising the part at `depth`; None if there is no part to raise."""
        if not self.parts:
            return None
        raised = (*self.parts[:depth], self.parts[depth] + 1) if depth < len(self.parts) else self.parts
        major, minor, patch = (*raised, 0, 0, 0)[:3]
        return SemVer(major, minor, patch, ("0",))

    @property
    def end(self) -> SemVer | None:
        """The first number after all that it stands for, if it is not a whole number."""
        return self.after(len(self.parts) - 1)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return len(self.parts) == 3


def _interval(text: str, field: str) -> Interval:
    hyphen = _HYPHEN.fullmatch(text)
    if hyphen:
        low, high = _partial(hyphen[1], field), _partial(hyphen[2], field)
        return _meet([_from(low), _until_end_of(high)])
    return _meet([_comparator(part, field) for part in text.split()] or [Interval()])


def _comparator(text: str, field: str) -> Interval:
    match = _COMPARATOR.fullmatch(text)
    if match is None:
        raise invalid(field, f"{text!r} cannot be read; ranges look like ^1.2, ~1.2.3, >=1.0 <2, 1.x || 3.x")
    return _MEANINGS[match[1] or "="](_partial(match[2], field))


def _tilde(number: _Partial) -> Interval:
    """Up to the next minor number, or the next major one if no minor is given."""
    return _between(number, number.after(min(1, max(len(number.parts) - 1, 0))))


def _caret(number: _Partial) -> Interval:
    """Up to the next number whose leftmost part that is not 0 is higher."""
    depth = next((depth for depth, part in enumerate(number.parts) if part), max(len(number.parts) - 1, 0))
    return _between(number, number.after(depth))


def _exactly(number: _Partial) -> Interval:
    if number.is_whole:
        return Interval(number.lowest, high=number.lowest, high_closed=True, named_pre_releases=_named(number))
    return _between(number, number.end)


def _between(low: _Partial, high: SemVer | None) -> Interval:
    return Interval(low.lowest if low.parts else None, high=high, named_pre_releases=_named(low))


def _from(low: _Partial) -> Interval:
    return Interval(low.lowest if low.parts else None, named_pre_releases=_named(low))


def _above(low: _Partial) -> Interval:
    if not low.parts:
        return Interval(low=_LOWEST, high=_LOWEST)  # nothing is above everything
    if not low.is_whole:
        return Interval(low.end)
    return Interval(low.lowest, low_open=True, named_pre_releases=_named(low))


def _below(high: _Partial) -> Interval:
    if not high.is_whole:
        lowest = high.lowest
        return Interval(high=SemVer(lowest.major, lowest.minor, lowest.patch, ("0",)))
    return Interval(high=high.lowest, named_pre_releases=_named(high))


def _until_end_of(high: _Partial) -> Interval:
    if high.is_whole:
        return Interval(high=high.lowest, high_closed=True, named_pre_releases=_named(high))
    return Interval(high=high.end)


def _named(number: _Partial) -> tuple[SemVer, ...]:
    return (number.lowest.core,) if number.pre_release else ()


_MEANINGS: Final = {
    "^": _caret,
    "~": _tilde,
    ">=": _from,
    ">": _above,
    "<": _below,
    "<=": _until_end_of,
    "=": _exactly,
}


def _meet(intervals: list[Interval]) -> Interval:
    """The numbers that lie in all of them."""
    low, low_open, high, high_closed = None, False, None, False
    for interval in intervals:
        if interval.low is not None and (low is None or (interval.low, interval.low_open) > (low, low_open)):
            low, low_open = interval.low, interval.low_open
        if interval.high is not None and (high is None or (interval.high, interval.high_closed) < (high, high_closed)):
            high, high_closed = interval.high, interval.high_closed
    named = tuple(core for interval in intervals for core in interval.named_pre_releases)
    return Interval(low, low_open, high, high_closed, named)


def _partial(text: str, field: str) -> _Partial:
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise invalid(field, f"{text!r} is no version number or part of one")
    given = [part for part in match.groups()[:3] if part is not None]
    wild = next((place for place, part in enumerate(given) if part in {"x", "X", "*"}), len(given))
    parts = tuple(int(part) for part in given[:wild])
    if any(part.isdigit() for part in given[wild:]):
        raise invalid(field, f"{text!r} has a number after a wildcard")
    if match[4] is None:
        return _Partial(parts)
    return _Partial(parts, SemVer.parse(text, field).pre_release)
