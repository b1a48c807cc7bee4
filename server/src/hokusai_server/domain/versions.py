"""Versions: immutable bundles with a number, a signature, metrics, and where they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from hokusai_server.domain.compatibility import SignatureChange
from hokusai_server.domain.metrics import Metric, MetricComparison
from hokusai_server.domain.semver import Bump, SemVer
from hokusai_server.domain.signature import ModelSignature
from hokusai_server.domain.version_range import VersionRange


class VersionState(Enum):
    """Whether a version can be used."""

    READY = "ready"
    DEPRECATED = "deprecated"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone who contributed to a version, and the share of the contribution."""

    id: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Retirement:
    """End of a version's service."""

    time: datetime
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class MirrorState:
    """Where MLflow has a version: its name there, its number (None while pending), and the run it came from."""

    name: str
    version: int | None
    run_id: str = ""


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What is fixed when a version is registered and never asked for by a query.

    Attributes:
        signature: None if the bundle has none.
        flavours: of MLflow, sorted.
        description: free text.
        metrics: by name.
        improvements: metrics against the parent's, by name; empty for a baseline.
        contributors: in the caller's order.
        bump: raised against `compared_with`; None if nothing was compared.
        compared_with: the version whose signature was compared.
        changes: every difference from that version's signature.
        breaking_fields: what the number says less than the truth about, by explicit wish.
    """

    signature: ModelSignature | None = None
    flavours: tuple[str, ...] = ()
    description: str = ""
    metrics: tuple[Metric, ...] = ()
    improvements: tuple[MetricComparison, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    bump: Bump | None = None
    compared_with: SemVer | None = None
    changes: tuple[SignatureChange, ...] = ()
    breaking_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """A version as the catalogue has it; `aliases` are those that point to it, sorted."""

    version_id: str
    model: str
    number: SemVer
    state: VersionState
    bundle_digest: str
    bundle_size: int
    parent: SemVer | None
    mirror: MirrorState
    actor: str
    create_time: datetime
    tags: Mapping[str, str]
    facts: VersionFacts
    retirement: Retirement | None = None
    aliases: tuple[str, ...] = ()


class VersionOrder(Enum):
    """Order of a listing of versions; ties are broken by number."""

    NUMBER = "number"
    NUMBER_DESCENDING = "number_descending"
    CREATE_TIME = "create_time"
    CREATE_TIME_DESCENDING = "create_time_descending"


@dataclass(frozen=True, slots=True)
class VersionQuery:
    """Which versions of a model a listing returns, and in which order."""

    range: VersionRange | None = None
    states: frozenset[VersionState] = frozenset({VersionState.READY, VersionState.DEPRECATED})
    tags: Mapping[str, str] = field(default_factory=dict)
    exclude_pre_releases: bool = False
    order: VersionOrder = VersionOrder.NUMBER
