"""Ways to pick one version of a model, and the rule by which one was picked."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.version_range import VersionRange
from hokusai_server.domain.versions import ModelVersion


@dataclass(frozen=True, slots=True)
class Exact:
    """This number."""

    number: SemVer


@dataclass(frozen=True, slots=True)
class InRange:
    """The highest usable number in a range."""

    range: VersionRange


@dataclass(frozen=True, slots=True)
class Latest:
    """The highest number that is neither a pre-release nor deprecated nor deleted."""


@dataclass(frozen=True, slots=True)
class Alias:
    """What an alias points to."""

    alias: str


@dataclass(frozen=True, slots=True)
class AliasAsOf:
    """What an alias pointed to at an instant."""

    alias: str
    time: datetime


Selector = Exact | InRange | Latest | Alias | AliasAsOf


class SelectionRule(Enum):
    """The rule by which a version was picked."""

    EXACT = "exact"
    RANGE = "range"
    LATEST = "latest"
    ALIAS = "alias"
    ALIAS_AS_OF = "alias_as_of"
    TRAFFIC_POLICY = "traffic_policy"
    DEFAULT_PRODUCTION = "default_production"
    DEFAULT_LATEST = "default_latest"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The version picked, and the rule."""

    version: ModelVersion
    rule: SelectionRule
