"""Registrations on their way: everything that is needed to finish one after a crash."""

from dataclasses import dataclass

from hokusai_server.domain.requests import WriteContext
from hokusai_server.domain.versions import ModelVersion


@dataclass(frozen=True, slots=True)
class Registration:
    """A version whose number is given out and which nobody sees yet.

    Attributes:
        version: as it will be visible; its mirror is pending.
        model_type: for the model, if it is created by this registration.
        create_model: whether the model may be created; otherwise it must exist.
        aliases: to point to the version when it becomes visible.
        context: who asked.
    """

    version: ModelVersion
    model_type: str
    create_model: bool
    aliases: tuple[str, ...]
    context: WriteContext
