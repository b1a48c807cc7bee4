"""Models: named lines of versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from hokusai_server.domain.semver import SemVer


class ModelState(Enum):
    """Whether a model takes new versions."""

    ACTIVE = "active"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class AliasTarget:
    """Where an alias points, and since when."""

    alias: str
    number: SemVer
    move_time: datetime


@dataclass(frozen=True, slots=True)
class Model:
    """A model as the catalogue has it.

    Attributes:
        name: never changes.
        model_type: what kind of model it is; empty if nobody said.
        description: free text.
        tags: free pairs.
        state: whether it takes new versions.
        actor: who created it.
        create_time: when.
        update_time: when the model itself last changed.
        archive_time: when it was archived; None if active.
        revision: counts the changes of the model itself, from 1.
    """

    name: str
    model_type: str
    description: str
    tags: Mapping[str, str]
    state: ModelState
    actor: str
    create_time: datetime
    update_time: datetime
    archive_time: datetime | None = None
    revision: int = 1

    @property
    def etag(self) -> str:
        """Changes whenever the model itself does."""
        return str(self.revision)


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """A model with what its versions come to.

    Attributes:
        model: the model itself.
        latest: the highest version that is neither pre-release nor deprecated nor deleted; None if there is none.
        version_count: versions that are not deleted.
        aliases: every alias that points somewhere, by name.
    """

    model: Model
    latest: SemVer | None = None
    version_count: int = 0
    aliases: tuple[AliasTarget, ...] = ()


class ModelOrder(Enum):
    """Order of a listing of models; ties are broken by name."""

    NAME = "name"
    NAME_DESCENDING = "name_descending"
    CREATE_TIME = "create_time"
    CREATE_TIME_DESCENDING = "create_time_descending"


@dataclass(frozen=True, slots=True)
class ModelQuery:
    """Which models a listing returns, and in which order."""

    name_prefix: str = ""
    model_type: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    include_archived: bool = False
    order: ModelOrder = ModelOrder.NAME


@dataclass(frozen=True, slots=True)
class ModelChange:
    """What an update changes; None leaves things as they are."""

    model_type: str | None = None
    description: str | None = None
    set_tags: Mapping[str, str] = field(default_factory=dict)
    remove_tags: tuple[str, ...] = ()
