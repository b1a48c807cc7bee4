"""How a registration ends: the version becomes visible, or its number is free again. One transaction each."""

from dataclasses import replace
from datetime import datetime

from hokusai_server.domain.history import HistoryDraft, HistoryKind
from hokusai_server.domain.mirroring import MirrorTask, MirrorTaskKind
from hokusai_server.domain.registrations import Registration
from hokusai_server.domain.versions import MirrorState, ModelVersion
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.ports.version_mirror import MirrorRef
from hokusai_server.services.model_registry import ModelDraft, new_model
from hokusai_server.services.promotion import point_alias
from hokusai_server.services.version_reading import found_version


def publish_version(
    registration: Registration, reference: MirrorRef | None, time: datetime, transaction: CatalogueTransaction
) -> ModelVersion:
    """Make the version visible, with its model if it is the first, its row of the history and its aliases.

    Args:
        reference: where MLflow has it; None if it is to be told later.
    """
    version = registration.version
    if transaction.registrations.find(version.version_id) is None:
        # Another replica finished it: ours had lost its lock with its connection.
        return found_version(transaction, version.model, version.number)
    _ensure_model(transaction, registration, time)
    mirror = MirrorState(version.model, reference.version if reference else None, version.mirror.run_id)
    transaction.versions.insert(replace(version, mirror=mirror, create_time=time))
    if reference is None:
        transaction.outbox.add(MirrorTask(version.model, MirrorTaskKind.VERSION, version.version_id, time))
    transaction.registrations.remove(version.version_id)
    transaction.history.append(
        HistoryDraft(
            model=version.model,
            kind=HistoryKind.REGISTERED,
            actor=version.actor,
            time=time,
            to_number=version.number,
            breaking_fields=version.facts.breaking_fields,
        )
    )
    for alias in registration.aliases:
        _point(transaction, version, alias, time)
    return found_version(transaction, version.model, version.number)


def release_number(
    registration: Registration, time: datetime, transaction: CatalogueTransaction, *, discard: bool
) -> None:
    """Forget the registration, so that its number is given out again and its request begins anew.

    Args:
        discard: MLflow may have a version of it that is to be deleted.
    """
    version = registration.version
    transaction.registrations.remove(version.version_id)
    if registration.context.key:
        transaction.requests.forget(registration.context.key)
    if discard:
        transaction.outbox.add(MirrorTask(version.model, MirrorTaskKind.DISCARD, version.version_id, time))


def _ensure_model(transaction: CatalogueTransaction, registration: Registration, time: datetime) -> None:
    name = registration.version.model
    if transaction.models.lock(name) is None:
        draft = ModelDraft(name, registration.model_type, description="", tags={})
        transaction.models.insert(new_model(draft, registration.version.actor, time))


def _point(transaction: CatalogueTransaction, version: ModelVersion, alias: str, time: datetime) -> None:
    target = transaction.aliases.find(version.model, alias)
    point_alias(
        transaction,
        HistoryDraft(
            model=version.model,
            kind=HistoryKind.PROMOTED,
            actor=version.actor,
            time=time,
            alias=alias,
            from_number=target.number if target else None,
            to_number=version.number,
            reason="set when the version was registered",
        ),
    )
