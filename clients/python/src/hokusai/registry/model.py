"""Models as the registry describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hokusai.registry.v1 import model_pb2
from hokusai.wire_values import when, word


@dataclass(frozen=True, slots=True)
class Model:
    """A named line of versions.

    Attributes:
        name: never changes.
        model_type: `classification`, `regression`, `ranking`, `custom` or a word of the owner's. Empty if nobody said.
        description: free text.
        tags: free key-value pairs.
        state: `active`, or `archived`: takes no new versions.
        latest_version: highest version that is neither a pre-release nor retired. None if there is none.
        aliases: alias without `@` → version.
        version_count: versions, deprecated ones included, deleted ones not.
        create_time: when it was created.
        update_time: when the model itself last changed.
        actor: who created it.
        etag: changes whenever the model changes; pass it back to change only what you have seen.
    """

    name: str
    model_type: str
    description: str
    tags: Mapping[str, str]
    state: str
    latest_version: str | None
    aliases: Mapping[str, str]
    version_count: int
    create_time: datetime | None
    update_time: datetime | None
    actor: str
    etag: str

    @classmethod
    def from_proto(cls, message: model_pb2.Model) -> Model:
        """From the contract's message."""
        return cls(
            name=message.name,
            model_type=message.model_type,
            description=message.description,
            tags=dict(message.tags),
            state=word(model_pb2.ModelState, message.state),
            latest_version=message.latest_version or None,
            aliases={each.alias: each.version for each in message.aliases},
            version_count=message.version_count,
            create_time=when(message, "create_time"),
            update_time=when(message, "update_time"),
            actor=message.actor,
            etag=message.etag,
        )
