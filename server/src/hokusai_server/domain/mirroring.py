"""What the mirror in MLflow is still to be told."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class MirrorTaskKind(Enum):
    """Kinds of tasks. Each says what to bring into line with the catalogue, so repeating it does no harm."""

    ALIAS = "alias"
    """The subject is an alias: point it where the catalogue does, or remove it."""
    VERSION = "version"
    """The subject is a version id: publish it if pending, delete it if deleted, else tell its state."""
    MODEL = "model"
    """No subject: tell the model's description and tags."""
    DISCARD = "discard"
    """The subject is a version id whose registration failed: delete what MLflow may have of it."""


@dataclass(frozen=True, slots=True)
class MirrorTask:
    """One thing to bring into line."""

    model: str
    kind: MirrorTaskKind
    subject: str
    create_time: datetime


@dataclass(frozen=True, slots=True)
class PendingTask:
    """A task in the outbox; a lower id comes first."""

    id: int
    task: MirrorTask
