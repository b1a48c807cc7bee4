"""Experiments: named folders of runs, which live in MLflow."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from hokusai_server.domain.errors import FieldViolation, InvalidRequest

RESERVED_PREFIX: Final = "hokusai."
MLFLOW_PREFIX: Final = "mlflow."
MAX_TAGS: Final = 100
MAX_TAG_KEY: Final = 250
MAX_TAG_VALUE: Final = 5000
MAX_NAME: Final = 256


class ExperimentState(enum.Enum):
    """Whether an experiment takes runs."""

    ACTIVE = "active"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Experiment:
    """An experiment as MLflow has it; times are None where MLflow does not know them."""

    experiment_id: str
    name: str
    artifact_location: str
    state: ExperimentState
    tags: Mapping[str, str] = field(default_factory=dict)
    create_time: datetime | None = None
    update_time: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewExperiment:
    """An experiment to make; an empty artifact location is MLflow's default."""

    name: str
    tags: Mapping[str, str] = field(default_factory=dict)
    artifact_location: str = ""

    def check(self) -> None:
        """Refuse what breaks a rule.

        Raises:
            InvalidRequest: with a violation for each fault.
        """
        found = tag_violations(self.tags, reserved=(RESERVED_PREFIX, MLFLOW_PREFIX))
        if not 1 <= len(self.name) <= MAX_NAME:
            found.append(FieldViolation("name", f"must have 1 to {MAX_NAME} characters"))
        if self.artifact_location and urlsplit(self.artifact_location).scheme in {"", "file"}:
            # A path would be one of the server's own machine: callers could have it written to anywhere.
            found.append(FieldViolation("artifact_location", "must be a URI of a store such as s3://…, not a path"))
        if found:
            raise InvalidRequest(found)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search in MLflow's own language.

    Attributes:
        filter: conditions; empty: all.
        order_by: order; empty: newest first.
    """

    filter: str = ""
    order_by: tuple[str, ...] = ()


def tag_violations(tags: Mapping[str, str], *, reserved: tuple[str, ...]) -> list[FieldViolation]:
    """What is wrong with tags that a caller sets."""
    found: list[FieldViolation] = []
    if len(tags) > MAX_TAGS:
        found.append(FieldViolation("tags", f"must hold at most {MAX_TAGS}, holds {len(tags)}"))
    for key, value in tags.items():
        if not 1 <= len(key) <= MAX_TAG_KEY:
            found.append(FieldViolation(f"tags[{key[:40]!r}]", f"its key must have 1 to {MAX_TAG_KEY} characters"))
        if key.startswith(reserved):
            found.append(FieldViolation(f"tags[{key!r}]", f"keys that begin with {' or '.join(reserved)} are reserved"))
        if len(value) > MAX_TAG_VALUE:
            found.append(FieldViolation(f"tags[{key!r}]", f"must have at most {MAX_TAG_VALUE} characters"))
    return found
