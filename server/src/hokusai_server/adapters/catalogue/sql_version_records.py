"""Versions on SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, insert, literal, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from hokusai_server.adapters.catalogue.columns import Instant, from_microseconds, to_microseconds
from hokusai_server.adapters.catalogue.sort_keys import spanned, usable
from hokusai_server.adapters.catalogue.tables import ALIASES, REGISTRATIONS, VERSION_TAGS, VERSIONS
from hokusai_server.adapters.catalogue.tags import has_tags, read_tags, write_tags
from hokusai_server.adapters.catalogue.version_rows import facts_from_document, row_values, version_from_row
from hokusai_server.domain.errors import VersionAlreadyExists
from hokusai_server.domain.paging import Page, PageRequest, cut
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.signature import ModelSignature
from hokusai_server.domain.version_range import VersionRange
from hokusai_server.domain.versions import (
    MirrorState,
    ModelVersion,
    Retirement,
    VersionOrder,
    VersionQuery,
    VersionState,
)


@dataclass(frozen=True, slots=True)
class SqlVersionRecords:
    """`VersionRecords` on a connection."""

    connection: Connection
    changed_models: set[str]

    def find(self, model: str, number: SemVer) -> ModelVersion | None:
        """See the port."""
        return self._first(_of(model).where(VERSIONS.c.number == str(number)))

    def find_by_id(self, version_id: str) -> ModelVersion | None:
        """See the port."""
        return self._first(select(VERSIONS).where(VERSIONS.c.version_id == version_id))

    def find_all(self, model: str, numbers: Sequence[SemVer]) -> Sequence[ModelVersion]:
        """See the port."""
        found = self._read(_of(model).where(VERSIONS.c.number.in_([str(number) for number in numbers])))
        by_number = {version.number: version for version in found}
        return [by_number[number] for number in numbers if number in by_number]

    def highest(self, model: str, wanted: VersionRange | None = None) -> ModelVersion | None:
        """See the port."""
        ready = _of(model).where(VERSIONS.c.state == VersionState.READY.value)
        chosen = ready.where(VERSIONS.c.pre_release.is_(False) if wanted is None else usable(wanted))
        return self._first(chosen.order_by(VERSIONS.c.sort_key.desc()).limit(1))

    def numbers(self, model: str) -> Sequence[SemVer]:
        """See the port."""
        rows = self.connection.execute(select(VERSIONS.c.number).where(VERSIONS.c.model == model))
        return [SemVer.parse(number) for (number,) in rows]

    def signature(self, model: str, number: SemVer) -> ModelSignature | None:
        """See the port."""
        statement = select(VERSIONS.c.facts).where(VERSIONS.c.model == model, VERSIONS.c.number == str(number))
        return facts_from_document(self.connection.execute(statement).scalar_one()).signature

    def parents(self, model: str) -> Mapping[SemVer, SemVer | None]:
        """See the port."""
        rows = self.connection.execute(
            select(VERSIONS.c.number, VERSIONS.c.parent_number).where(VERSIONS.c.model == model)
        )
        return {SemVer.parse(number): SemVer.parse(parent) if parent else None for number, parent in rows}

    def insert(self, version: ModelVersion) -> None:
        """See the port."""
        try:
            with self.connection.begin_nested():
                self.connection.execute(insert(VERSIONS).values(**row_values(version)))
        except IntegrityError as error:
            raise VersionAlreadyExists(version.model, str(version.number)) from error
        write_tags(self.connection, VERSION_TAGS, version.version_id, version.tags)
        self.changed_models.add(version.model)

    def set_state(self, version: ModelVersion, state: VersionState, retirement: Retirement | None) -> None:
        """See the port."""
        self.changed_models.add(version.model)
        self._update(
            version.version_id,
            state=state.value,
            retire_time=retirement.time if retirement else None,
            retire_actor=retirement.actor if retirement else None,
            retire_reason=retirement.reason if retirement else None,
        )

    def set_mirror(self, version_id: str, mirror: MirrorState) -> None:
        """See the port."""
        self._update(version_id, mlflow_name=mirror.name, mlflow_version=mirror.version, mlflow_run_id=mirror.run_id)

    def page(self, model: str, query: VersionQuery, wanted: PageRequest) -> Page[ModelVersion]:
        """See the port."""
        statement = _of(model).where(*_conditions(query))
        if wanted.after is not None:
            statement = statement.where(_after(query.order, wanted.after))
        versions = self._read(statement.order_by(*_ORDERS[query.order]).limit(wanted.size + 1))
        return cut(versions, wanted.size, lambda version: _cursor(query.order, version))

    def uses_bundle(self, digest: str) -> bool:
        """See the port. A registration on its way has the digest inside its document, so that is searched as text."""
        kept = select(VERSIONS.c.version_id).where(
            VERSIONS.c.bundle_digest == digest, VERSIONS.c.state != VersionState.DELETED.value
        )
        coming = select(REGISTRATIONS.c.version_id).where(REGISTRATIONS.c.draft.contains(digest))
        return self.connection.execute(kept.union_all(coming).limit(1)).first() is not None

    def _update(self, version_id: str, **values: object) -> None:
        self.connection.execute(update(VERSIONS).where(VERSIONS.c.version_id == version_id).values(**values))

    def _first(self, statement: Select[Any]) -> ModelVersion | None:
        found = self._read(statement)
        return found[0] if found else None

    def _read(self, statement: Select[Any]) -> Sequence[ModelVersion]:
        rows = self.connection.execute(statement).all()
        tags = read_tags(self.connection, VERSION_TAGS, [row.version_id for row in rows])
        aliases = self._aliases([(row.model, row.number) for row in rows])
        return [version_from_row(row, tags[row.version_id], aliases.get((row.model, row.number), ())) for row in rows]

    def _aliases(self, places: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Names of the aliases by what they point to."""
        models = {model for model, _ in places}
        wanted = set(places)
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        statement = select(ALIASES.c.model, ALIASES.c.number, ALIASES.c.alias).where(ALIASES.c.model.in_(models))
        for model, number, alias in self.connection.execute(statement.order_by(ALIASES.c.alias)):
            if (model, number) in wanted:
                found[model, number] = (*found.get((model, number), ()), alias)
        return found


_ORDERS: dict[VersionOrder, tuple[ColumnElement[Any], ...]] = {
    VersionOrder.NUMBER: (VERSIONS.c.sort_key.asc(),),
    VersionOrder.NUMBER_DESCENDING: (VERSIONS.c.sort_key.desc(),),
    VersionOrder.CREATE_TIME: (VERSIONS.c.create_time.asc(), VERSIONS.c.sort_key.asc()),
    VersionOrder.CREATE_TIME_DESCENDING: (VERSIONS.c.create_time.desc(), VERSIONS.c.sort_key.desc()),
}


def _of(model: str) -> Select[Any]:
    return select(VERSIONS).where(VERSIONS.c.model == model)


def _conditions(query: VersionQuery) -> list[ColumnElement[bool]]:
    conditions = has_tags(VERSION_TAGS, VERSIONS.c.version_id, query.tags)
    conditions.append(VERSIONS.c.state.in_([state.value for state in query.states]))
    if query.exclude_pre_releases:
        conditions.append(VERSIONS.c.pre_release.is_(False))
    if query.range is not None:
        conditions.append(spanned(query.range))
    return conditions


def _cursor(order: VersionOrder, version: ModelVersion) -> tuple[str | int, ...]:
    if order in (VersionOrder.NUMBER, VersionOrder.NUMBER_DESCENDING):
        return (version.number.sort_key,)
    return (to_microseconds(version.create_time), version.number.sort_key)


def _after(order: VersionOrder, cursor: tuple[str | int, ...]) -> ColumnElement[bool]:
    if order is VersionOrder.NUMBER:
        return VERSIONS.c.sort_key > cursor[0]
    if order is VersionOrder.NUMBER_DESCENDING:
        return VERSIONS.c.sort_key < cursor[0]
    place = tuple_(VERSIONS.c.create_time, VERSIONS.c.sort_key)
    there = tuple_(literal(from_microseconds(int(cursor[0])), Instant), cursor[1])
    return place > there if order is VersionOrder.CREATE_TIME else place < there
