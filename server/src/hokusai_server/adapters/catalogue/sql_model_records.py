"""Models on SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError

from hokusai_server.adapters.catalogue.columns import Instant, from_microseconds, to_microseconds
from hokusai_server.adapters.catalogue.tables import ALIASES, MODEL_TAGS, MODELS, VERSIONS
from hokusai_server.adapters.catalogue.tags import has_tags, read_tags, write_tags
from hokusai_server.domain.errors import ModelAlreadyExists
from hokusai_server.domain.models import AliasTarget, Model, ModelOrder, ModelQuery, ModelState, ModelSummary
from hokusai_server.domain.paging import Page, PageRequest, cut
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.versions import VersionState

_ESCAPE = "\\"


@dataclass(frozen=True, slots=True)
class SqlModelRecords:
    """`ModelRecords` on a connection."""

    connection: Connection
    changed_models: set[str]

    def find(self, name: str) -> Model | None:
        """See the port."""
        return self._one(select(MODELS).where(MODELS.c.name == name))

    def lock(self, name: str) -> Model | None:
        """See the port. On SQLite a write holds the only lock from its start."""
        return self._one(select(MODELS).where(MODELS.c.name == name).with_for_update())

    def insert(self, model: Model) -> None:
        """See the port."""
        try:
            with self.connection.begin_nested():
                self.connection.execute(insert(MODELS).values(**_values(model)))
        except IntegrityError as error:
            raise ModelAlreadyExists(model.name) from error
        self.changed_models.add(model.name)
        write_tags(self.connection, MODEL_TAGS, model.name, model.tags)

    def replace(self, model: Model) -> None:
        """See the port."""
        self.changed_models.add(model.name)
        self.connection.execute(update(MODELS).where(MODELS.c.name == model.name).values(**_values(model)))
        write_tags(self.connection, MODEL_TAGS, model.name, model.tags)

    def summary(self, name: str) -> ModelSummary | None:
        """See the port."""
        found = self._summaries(_with_counts().where(MODELS.c.name == name))
        return found[0] if found else None

    def page(self, query: ModelQuery, wanted: PageRequest) -> Page[ModelSummary]:
        """See the port."""
        order = _ORDERS[query.order]
        statement = _with_counts().where(*_conditions(query))
        if wanted.after is not None:
            statement = statement.where(_after(query.order, wanted.after))
        rows = self._summaries(statement.order_by(*order).limit(wanted.size + 1))
        return cut(rows, wanted.size, lambda summary: _cursor(query.order, summary.model))

    def _one(self, statement: Select[Any]) -> Model | None:
        row = self.connection.execute(statement).one_or_none()
        if row is None:
            return None
        return _model(row, read_tags(self.connection, MODEL_TAGS, [row.name])[row.name])

    def _summaries(self, statement: Select[Any]) -> Sequence[ModelSummary]:
        rows = self.connection.execute(statement).all()
        names = [row.name for row in rows]
        tags = read_tags(self.connection, MODEL_TAGS, names)
        aliases = self._aliases(names)
        return [
            ModelSummary(
                _model(row, tags[row.name]),
                SemVer.parse(row.latest) if row.latest else None,
                row.version_count,
                tuple(aliases.get(row.name, ())),
            )
            for row in rows
        ]

    def _aliases(self, names: Sequence[str]) -> dict[str, list[AliasTarget]]:
        found: dict[str, list[AliasTarget]] = {}
        statement = select(ALIASES).where(ALIASES.c.model.in_(names)).order_by(ALIASES.c.alias)
        for row in self.connection.execute(statement):
            target = AliasTarget(row.alias, SemVer.parse(row.number), row.move_time)
            found.setdefault(row.model, []).append(target)
        return found


_ORDERS: dict[ModelOrder, tuple[ColumnElement[Any], ...]] = {
    ModelOrder.NAME: (MODELS.c.name.asc(),),
    ModelOrder.NAME_DESCENDING: (MODELS.c.name.desc(),),
    ModelOrder.CREATE_TIME: (MODELS.c.create_time.asc(), MODELS.c.name.asc()),
    ModelOrder.CREATE_TIME_DESCENDING: (MODELS.c.create_time.desc(), MODELS.c.name.desc()),
}


def _cursor(order: ModelOrder, model: Model) -> tuple[str | int, ...]:
    if order in (ModelOrder.NAME, ModelOrder.NAME_DESCENDING):
        return (model.name,)
    return (to_microseconds(model.create_time), model.name)


def _after(order: ModelOrder, cursor: tuple[str | int, ...]) -> ColumnElement[bool]:
    if order is ModelOrder.NAME:
        return MODELS.c.name > cursor[0]
    if order is ModelOrder.NAME_DESCENDING:
        return MODELS.c.name < cursor[0]
    place = tuple_(MODELS.c.create_time, MODELS.c.name)
    there = tuple_(literal(from_microseconds(int(cursor[0])), Instant), cursor[1])
    return place > there if order is ModelOrder.CREATE_TIME else place < there


def _conditions(query: ModelQuery) -> list[ColumnElement[bool]]:
    conditions = has_tags(MODEL_TAGS, MODELS.c.name, query.tags)
    if query.name_prefix:
        # SQLite's LIKE is blind to case, so the prefix is compared as a range as well.
        conditions.append(MODELS.c.name.startswith(query.name_prefix, autoescape=True))
        conditions.append(MODELS.c.name >= query.name_prefix)
        conditions.append(MODELS.c.name < query.name_prefix[:-1] + chr(ord(query.name_prefix[-1]) + 1))
    if query.model_type:
        conditions.append(MODELS.c.model_type == query.model_type)
    if not query.include_archived:
        conditions.append(MODELS.c.state == ModelState.ACTIVE.value)
    return conditions


def _with_counts() -> Select[Any]:
    return select(MODELS, _latest().label("latest"), _version_count().label("version_count"))


def _latest() -> ScalarSelect[str]:
    usable = select(VERSIONS.c.number).where(
        VERSIONS.c.model == MODELS.c.name,
        VERSIONS.c.state == VersionState.READY.value,
        VERSIONS.c.pre_release.is_(False),
    )
    return usable.order_by(VERSIONS.c.sort_key.desc()).limit(1).correlate(MODELS).scalar_subquery()


def _version_count() -> ScalarSelect[int]:
    shown = or_(VERSIONS.c.state == VersionState.READY.value, VERSIONS.c.state == VersionState.DEPRECATED.value)
    count = select(func.count()).select_from(VERSIONS).where(VERSIONS.c.model == MODELS.c.name, shown)
    return count.correlate(MODELS).scalar_subquery()


def _values(model: Model) -> dict[str, object]:
    return {
        "name": model.name,
        "model_type": model.model_type,
        "description": model.description,
        "state": model.state.value,
        "actor": model.actor,
        "create_time": model.create_time,
        "update_time": model.update_time,
        "archive_time": model.archive_time,
        "revision": model.revision,
    }


def _model(row: Row[Any], tags: dict[str, str]) -> Model:
    return Model(
        name=row.name,
        model_type=row.model_type,
        description=row.description,
        tags=tags,
        state=ModelState(row.state),
        actor=row.actor,
        create_time=row.create_time,
        update_time=row.update_time,
        archive_time=row.archive_time,
        revision=row.revision,
    )
