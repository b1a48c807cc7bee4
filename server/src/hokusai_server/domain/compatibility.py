"""What changed between two signatures, and what each change costs those who call the model.

The rule behind the table: an input that the old version took and the new one refuses, or an output that callers may
rely on and no longer find, is a break.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeVar

from hokusai_server.domain.semver import Bump
from hokusai_server.domain.signature import ColumnSpec, ColumnType, ModelSignature, ParamSpec, Schema, TensorSpec


class ChangeKind(Enum):
    """Kinds of difference between two signatures."""

    ADDED = "added"
    REMOVED = "removed"
    RETYPED = "retyped"
    WIDENED = "widened"
    MADE_OPTIONAL = "made_optional"
    MADE_REQUIRED = "made_required"
    DEFAULT_CHANGED = "default_changed"
    REORDERED = "reordered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SignatureChange:
    """One difference.

    Attributes:
        field: where, as in `inputs.age`; `inputs[2]` where parts have no names; `signature` for all of it.
        kind: what happened.
        least_bump: the least bump that tells the truth about it.
        description: one sentence for people.
    """

    field: str
    kind: ChangeKind
    least_bump: Bump
    description: str


_Named = TypeVar("_Named", ColumnSpec, TensorSpec, ParamSpec)

_WIDENS: Final[Mapping[ColumnType, frozenset[ColumnType]]] = {
    ColumnType.INTEGER: frozenset({ColumnType.LONG, ColumnType.DOUBLE}),
    ColumnType.FLOAT: frozenset({ColumnType.DOUBLE}),
}
"""Types that hold every value of a narrower one; MLflow takes it for them. Tensors it takes in their own dtype only."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of the comparison: where it is, and which way values flow."""

    where: str
    is_input: bool

    def at(self, name: str) -> "_Side":
        return _Side(f"{self.where}.{name}", self.is_input)

    def change(self, kind: ChangeKind, bump: Bump, description: str) -> SignatureChange:
        return SignatureChange(self.where, kind, bump, description)


def changes_between(old: ModelSignature | None, new: ModelSignature | None) -> tuple[SignatureChange, ...]:
    """Every difference from `old` to `new`; empty if there is none or neither version has a signature."""
    if old is None and new is None:
        return ()
    if old is None or new is None:
        which = "new" if new is None else "old"
        description = f"the {which} version has no signature, so anything may have changed"
        return (SignatureChange("signature", ChangeKind.UNKNOWN, Bump.MAJOR, description),)
    return (
        *_schema_changes(old.inputs, new.inputs, _Side("inputs", is_input=True)),
        *_schema_changes(old.outputs, new.outputs, _Side("outputs", is_input=False)),
        *_param_changes(old.params, new.params),
    )


def least_bump(changes: Sequence[SignatureChange]) -> Bump:
    """The least bump that tells the truth about all of them; PATCH if there are none."""
    return max((change.least_bump for change in changes), default=Bump.PATCH)


def _schema_changes(old: Schema | None, new: Schema | None, side: _Side) -> Iterator[SignatureChange]:
    if old == new:
        return
    if old is None or new is None:
        yield _appeared_or_vanished(old, side)
    elif bool(old.tensors) != bool(new.tensors):
        yield side.change(ChangeKind.RETYPED, Bump.MAJOR, f"{side.where} changed between columns and tensors")
    elif old.tensors or new.tensors:
        yield from _part_changes(old.tensors, new.tensors, side)
    else:
        yield from _part_changes(old.columns, new.columns, side)


def _appeared_or_vanished(old: Schema | None, side: _Side) -> SignatureChange:
    if old is None and not side.is_input:
        return side.change(ChangeKind.ADDED, Bump.MINOR, "outputs are described for the first time")
    if old is None:
        return side.change(ChangeKind.ADDED, Bump.MAJOR, "inputs are checked for the first time")
    if side.is_input:
        return side.change(
            ChangeKind.REMOVED, Bump.MAJOR, "inputs are no longer described, so anything may have changed"
        )
    return side.change(ChangeKind.REMOVED, Bump.MAJOR, "outputs are no longer described")


def _part_changes(old: Sequence[_Named], new: Sequence[_Named], side: _Side) -> Iterator[SignatureChange]:
    if not (all(part.name for part in old) and all(part.name for part in new)):
        yield from _positional_changes(old, new, side)
        return
    before, after = {part.name: part for part in old}, {part.name: part for part in new}
    for name, part in before.items():
        if name not in after:
            yield _removed(side.at(name))
        else:
            yield from _changed(part, after[name], side.at(name))
    for name, part in after.items():
        if name not in before:
            yield _added(part, side.at(name))
    if _order_matters(old, side) and _common(old, after) != _common(new, before):
        yield side.change(ChangeKind.REORDERED, Bump.MAJOR, "the tensors come in another order")


def _order_matters(parts: Sequence[_Named], side: _Side) -> bool:
    """Outputs that are several tensors may be answered by position; named columns never are."""
    return not side.is_input and any(isinstance(part, TensorSpec) for part in parts)


def _common(parts: Sequence[_Named], others: Mapping[str, object]) -> list[str]:
    return [part.name for part in parts if part.name in others]


def _positional_changes(old: Sequence[_Named], new: Sequence[_Named], side: _Side) -> Iterator[SignatureChange]:
    """Where parts have no names, or lose or gain them, their places must answer to each other."""
    for place, (before, after) in enumerate(zip(old, new, strict=False)):
        here = _Side(f"{side.where}[{place}]", side.is_input)
        if before.name != after.name:
            yield here.change(
                ChangeKind.RETYPED, Bump.MAJOR, f"{before.name or 'unnamed'} became {after.name or 'unnamed'}"
            )
        else:
            yield from _changed(before, after, here)
    for place in range(len(new), len(old)):
        yield _removed(_Side(f"{side.where}[{place}]", side.is_input))
    for place in range(len(old), len(new)):
        yield _added(new[place], _Side(f"{side.where}[{place}]", side.is_input))


def _removed(side: _Side) -> SignatureChange:
    return side.change(ChangeKind.REMOVED, Bump.MAJOR, "removed")


def _added(part: ColumnSpec | TensorSpec | ParamSpec, side: _Side) -> SignatureChange:
    if not side.is_input:
        return side.change(ChangeKind.ADDED, Bump.MINOR, "output added")
    if isinstance(part, ColumnSpec) and not part.required:
        return side.change(ChangeKind.ADDED, Bump.MINOR, "optional input added")
    return side.change(ChangeKind.ADDED, Bump.MAJOR, "required input added")


def _changed(
    old: ColumnSpec | TensorSpec | ParamSpec, new: ColumnSpec | TensorSpec | ParamSpec, side: _Side
) -> Iterator[SignatureChange]:
    if isinstance(old, ColumnSpec) and isinstance(new, ColumnSpec):
        yield from _column_changes(old, new, side)
    elif isinstance(old, TensorSpec) and isinstance(new, TensorSpec):
        yield from _tensor_changes(old, new, side)


def _column_changes(old: ColumnSpec, new: ColumnSpec, side: _Side) -> Iterator[SignatureChange]:
    if old.type is not new.type:
        yield _retyped(old.type, new.type, side)
    elif old.numeric_name != new.numeric_name:
        yield side.change(ChangeKind.RETYPED, Bump.MAJOR, "the column's name changed between a number and text")
    if old.required and not new.required:
        # A caller that never met a null in an output may now meet one.
        bump = Bump.MINOR if side.is_input else Bump.MAJOR
        yield side.change(ChangeKind.MADE_OPTIONAL, bump, "required became optional")
    elif new.required and not old.required:
        bump = Bump.MAJOR if side.is_input else Bump.MINOR
        yield side.change(ChangeKind.MADE_REQUIRED, bump, "optional became required")
    if old.element is not None and new.element is not None:
        yield from _column_changes(old.element, new.element, side.at("*"))
    if old.type is new.type is ColumnType.OBJECT:
        yield from _part_changes(old.properties, new.properties, side)


def _retyped(old: ColumnType, new: ColumnType, side: _Side) -> SignatureChange:
    text = f"{old.value} became {new.value}"
    if side.is_input and (new in _WIDENS.get(old, frozenset()) or new is ColumnType.ANY):
        return side.change(ChangeKind.WIDENED, Bump.MINOR, text)
    return side.change(ChangeKind.RETYPED, Bump.MAJOR, text)


def _tensor_changes(old: TensorSpec, new: TensorSpec, side: _Side) -> Iterator[SignatureChange]:
    if old.dtype != new.dtype:
        yield side.change(ChangeKind.RETYPED, Bump.MAJOR, f"{old.dtype} became {new.dtype}")
    if old.shape != new.shape:
        text = f"shape {list(old.shape)} became {list(new.shape)}"
        if side.is_input and _holds(new.shape, old.shape):
            yield side.change(ChangeKind.WIDENED, Bump.MINOR, text)
        else:
            yield side.change(ChangeKind.RETYPED, Bump.MAJOR, text)


def _holds(wide: Sequence[int], narrow: Sequence[int]) -> bool:
    """Whether every array of shape `narrow` is one of shape `wide`."""
    return len(wide) == len(narrow) and all(w in (-1, n) for w, n in zip(wide, narrow, strict=True))


def _param_changes(old: Sequence[ParamSpec], new: Sequence[ParamSpec]) -> Iterator[SignatureChange]:
    before, after = {param.name: param for param in old}, {param.name: param for param in new}
    for name, param in before.items():
        side = _Side(f"params.{name}", is_input=True)
        if name not in after:
            yield _removed(side)
        else:
            yield from _one_param_changes(param, after[name], side)
    for name in after.keys() - before.keys():
        yield _Side(f"params.{name}", is_input=True).change(
            ChangeKind.ADDED, Bump.MINOR, "parameter with a default added"
        )


def _one_param_changes(old: ParamSpec, new: ParamSpec, side: _Side) -> Iterator[SignatureChange]:
    if old.type is not new.type:
        yield _retyped(old.type, new.type, side)
    if old.shape != new.shape or old.properties != new.properties:
        yield side.change(ChangeKind.RETYPED, Bump.MAJOR, "the parameter's shape or properties changed")
    if old.default != new.default:
        # Those who pass nothing get other answers, but nobody is refused.
        yield side.change(ChangeKind.DEFAULT_CHANGED, Bump.MINOR, f"default {old.default!r} became {new.default!r}")
