"""Version numbers: SemVer 2.0.0 without build metadata."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import total_ordering
from typing import Final

from typing_extensions import override

from hokusai_server.domain.names import invalid

_NUMBER: Final = r"(0|[1-9][0-9]{0,8})"
"""Below 1,000,000,000, so that a sort key can pad it to nine digits."""

_IDENTIFIER: Final = r"(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_SEMVER: Final = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-({_IDENTIFIER}(?:\.{_IDENTIFIER})*))?", re.ASCII)
_MAX_LENGTH: Final = 128


class Bump(IntEnum):
    """Which part of a number rises; the order is that of what it costs the callers."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3


@total_ordering
@dataclass(frozen=True, slots=True)
class SemVer:
    """One version number; compares by SemVer's precedence."""

    major: int
    minor: int
    patch: int
    pre_release: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str, field: str = "version") -> "SemVer":
        """Read a number.

        Raises:
            InvalidRequest: `text` is no SemVer 2.0.0, or has build metadata.
        """
        match = _SEMVER.fullmatch(text) if len(text) <= _MAX_LENGTH else None
        if match is None:
            raise invalid(field, f"{text[:_MAX_LENGTH]!r} is no version number such as 1.2.3 or 1.3.0-rc.1")
        major, minor, patch, pre_release = match.groups()
        return cls(int(major), int(minor), int(patch), tuple(pre_release.split(".")) if pre_release else ())

    @override
    def __str__(self) -> str:
        suffix = f"-{'.'.join(self.pre_release)}" if self.pre_release else ""
        return f"{self.major}.{self.minor}.{self.patch}{suffix}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, SemVer):
            return NotImplemented
        return self.sort_key < other.sort_key

    @property
    def is_pre_release(self) -> bool:
        """Whether the number promises nothing yet."""
        return bool(self.pre_release)

    @property
    def core(self) -> "SemVer":
        """The number without its pre-release part."""
        return SemVer(self.major, self.minor, self.patch)

    @property
    def core_key(self) -> str:
        """What the sort keys of this number and of its pre-releases begin with, and no others."""
        return f"{self.major:09}{self.minor:09}{self.patch:09}"

    @property
    def sort_key(self) -> str:
        """ASCII text whose order byte by byte is SemVer's precedence, so that a database can sort and compare.

        A release ends in `~`, which is above every pre-release. Numeric identifiers begin with `0` and their length,
        others with `1`; `!` is below every character that an identifier may have, so a shorter list comes first.
        """
        if not self.pre_release:
            return f"{self.core_key}~"
        return self.core_key + "".join(f"{_identifier_key(part)}!" for part in self.pre_release)

    def bumped(self, bump: Bump) -> "SemVer":
        """The next release that raises this part."""
        if bump is Bump.MAJOR:
            return SemVer(self.major + 1, 0, 0)
        if bump is Bump.MINOR:
            return SemVer(self.major, self.minor + 1, 0)
        return SemVer(self.major, self.minor, self.patch + 1)


def _identifier_key(part: str) -> str:
    return f"0{len(part):03}{part}" if part.isdigit() else f"1{part}"
