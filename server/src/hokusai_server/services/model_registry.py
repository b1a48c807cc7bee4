"""Models: creating, reading, changing and archiving them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from hokusai_server.domain.errors import EtagMismatch, ModelNotFound
from hokusai_server.domain.mirroring import MirrorTask, MirrorTaskKind
from hokusai_server.domain.models import Model, ModelChange, ModelQuery, ModelState, ModelSummary
from hokusai_server.domain.names import checked_model_name, checked_tags, checked_text, invalid
from hokusai_server.domain.paging import Page, PageRequest
from hokusai_server.domain.requests import WriteContext
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.services.write_once import Clock, done_once, utc_now

MAX_TAGS: Final = 100


@dataclass(frozen=True, slots=True)
class ModelDraft:
    """A model to be created."""

    name: str
    model_type: str
    description: str
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ModelRegistry:
    """Models of the catalogue.

    Attributes:
        catalogue: where they are.
        mirror_changed: called after a write that MLflow should hear of.
        clock: tells the time.
    """

    catalogue: Catalogue
    mirror_changed: Callable[[], None]
    clock: Clock = utc_now

    async def create(self, draft: ModelDraft, context: WriteContext) -> ModelSummary:
        """Create a model without versions.

        Raises:
            InvalidRequest: the name or a tag breaks the rules.
            ModelAlreadyExists: the name is taken.
            RequestIdReused: the request id came with another body.
        """
        checked_model_name(draft.name, "name")
        checked_tags(draft.tags)
        checked_text(draft.model_type, "model_type")
        checked_text(draft.description, "description")
        return await self._write(draft.name, context, partial(_create, draft, context))

    async def get(self, name: str) -> ModelSummary:
        """One model.

        Raises:
            ModelNotFound: there is none of this name.
        """
        return await self.catalogue.read(partial(_summary, name))

    async def list(self, query: ModelQuery, page: PageRequest) -> Page[ModelSummary]:
        """A page of models."""
        return await self.catalogue.read(lambda transaction: transaction.models.page(query, page))

    async def update(self, name: str, change: ModelChange, etag: str, context: WriteContext) -> ModelSummary:
        """Change what a model says about itself; an empty `etag` accepts any state.

        Raises:
            ModelNotFound, EtagMismatch, InvalidRequest, RequestIdReused: nothing was changed.
        """
        checked_tags(change.set_tags, "set_tags")
        checked_text(change.model_type or "", "model_type")
        checked_text(change.description or "", "description")
        return await self._write(name, context, partial(_update, name, etag, partial(_changed, change)))

    async def archive(self, name: str, etag: str, context: WriteContext) -> ModelSummary:
        """Close a model to new versions; archiving an archived one changes nothing.

        Raises:
            ModelNotFound, EtagMismatch, RequestIdReused: nothing was changed.
        """
        return await self._write(name, context, partial(_update, name, etag, _archived))

    async def restore(self, name: str, etag: str, context: WriteContext) -> ModelSummary:
        """Open a model again; restoring an active one changes nothing.

        Raises:
            ModelNotFound, EtagMismatch, RequestIdReused: nothing was changed.
        """
        return await self._write(name, context, partial(_update, name, etag, _restored))

    async def _write(
        self, name: str, context: WriteContext, work: Callable[[CatalogueTransaction, datetime], None]
    ) -> ModelSummary:
        time = self.clock()

        def perform(transaction: CatalogueTransaction) -> str:
            work(transaction, time)
            return name

        summary = await self.catalogue.write(
            lambda transaction: _summary(
                done_once(transaction, context, time, partial(perform, transaction)), transaction
            )
        )
        self.mirror_changed()
        return summary


def new_model(draft: ModelDraft, actor: str, time: datetime) -> Model:
    """An active model of this draft."""
    return Model(
        name=draft.name,
        model_type=draft.model_type,
        description=draft.description,
        tags=draft.tags,
        state=ModelState.ACTIVE,
        actor=actor,
        create_time=time,
        update_time=time,
    )


def _summary(name: str, transaction: CatalogueTransaction) -> ModelSummary:
    summary = transaction.models.summary(name)
    if summary is None:
        raise ModelNotFound(name)
    return summary


def _create(draft: ModelDraft, context: WriteContext, transaction: CatalogueTransaction, time: datetime) -> None:
    transaction.models.insert(new_model(draft, context.actor, time))


def _update(
    name: str,
    etag: str,
    change: Callable[[Model, datetime], Model],
    transaction: CatalogueTransaction,
    time: datetime,
) -> None:
    model = transaction.models.lock(name)
    if model is None:
        raise ModelNotFound(name)
    if etag and etag != model.etag:
        raise EtagMismatch(f"model {name}", etag, model.etag)
    changed = change(model, time)
    if changed == model:
        return
    transaction.models.replace(replace(changed, update_time=time, revision=model.revision + 1))
    transaction.outbox.add(MirrorTask(name, MirrorTaskKind.MODEL, "", time))


def _changed(change: ModelChange, model: Model, _time: datetime) -> Model:
    kept = {key: value for key, value in model.tags.items() if key not in change.remove_tags}
    tags = {**kept, **change.set_tags}
    if len(tags) > MAX_TAGS:
        raise invalid("set_tags", f"a model has at most {MAX_TAGS} tags; this would make {len(tags)}")
    return replace(
        model,
        model_type=model.model_type if change.model_type is None else change.model_type,
        description=model.description if change.description is None else change.description,
        tags=tags,
    )


def _archived(model: Model, time: datetime) -> Model:
    if model.state is ModelState.ARCHIVED:
        return model
    return replace(model, state=ModelState.ARCHIVED, archive_time=time)


def _restored(model: Model, _time: datetime) -> Model:
    return replace(model, state=ModelState.ACTIVE, archive_time=None)
