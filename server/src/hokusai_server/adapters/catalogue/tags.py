"""Tags of models and versions: rows of (owner, key, value)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, exists, insert, select


def read_tags(connection: Connection, table: Table, owners: Sequence[str]) -> Mapping[str, dict[str, str]]:
    """The tags of each owner; an owner without tags has an empty mapping."""
    owner = _owner(table)
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    rows = connection.execute(select(owner, table.c.key, table.c.value).where(owner.in_(owners)).order_by(table.c.key))
    for name, key, value in rows:
        found[name][key] = value
    return found


def write_tags(connection: Connection, table: Table, owner: str, tags: Mapping[str, str]) -> None:
    """Replace the tags of an owner."""
    connection.execute(delete(table).where(_owner(table) == owner))
    if tags:
        name = _owner(table).name
        connection.execute(insert(table), [{name: owner, "key": key, "value": tags[key]} for key in tags])


def has_tags(table: Table, owner: ColumnElement[str], tags: Mapping[str, str]) -> list[ColumnElement[bool]]:
    """The condition that `owner` has each of these tags."""
    return [
        exists().where(_owner(table) == owner, table.c.key == key, table.c.value == value)
        for key, value in tags.items()
    ]


def _owner(table: Table) -> Column[str]:
    """The first column."""
    return next(iter(table.c))
