"""Ranges of versions as conditions on the sort key."""

from sqlalchemy import ColumnElement, and_, or_, true

from hokusai_server.adapters.catalogue.tables import VERSIONS
from hokusai_server.domain.version_range import Interval, VersionRange


def spanned(wanted: VersionRange) -> ColumnElement[bool]:
    """Versions that lie in the range, pre-releases as any other number."""
    return or_(*(_between(interval) for interval in wanted.intervals))


def usable(wanted: VersionRange) -> ColumnElement[bool]:
    """Versions that a selector with this range may pick."""
    return or_(*(and_(_between(interval), _release_or_named(interval)) for interval in wanted.intervals))


def _between(interval: Interval) -> ColumnElement[bool]:
    key = VERSIONS.c.sort_key
    conditions: list[ColumnElement[bool]] = [true()]
    if interval.low is not None:
        low = interval.low.sort_key
        conditions.append(key > low if interval.low_open else key >= low)
    if interval.high is not None:
        high = interval.high.sort_key
        conditions.append(key <= high if interval.high_closed else key < high)
    return and_(*conditions)


def _release_or_named(interval: Interval) -> ColumnElement[bool]:
    """The sort keys of a number and of its pre-releases begin with its core key and end at `~`, the highest of them."""
    key = VERSIONS.c.sort_key
    named = (key.between(core.core_key, core.sort_key) for core in interval.named_pre_releases)
    return or_(VERSIONS.c.pre_release.is_(False), *named)
