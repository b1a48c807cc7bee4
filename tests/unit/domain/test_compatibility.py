"""What a change of signature costs: the table, mutations that know what they did, and MLflow's own judgement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hokusai_server.domain.compatibility import ChangeKind, changes_between, least_bump
from hokusai_server.domain.semver import Bump
from hokusai_server.domain.signature import ColumnSpec, ColumnType, ModelSignature, ParamSpec, Schema, TensorSpec

if TYPE_CHECKING:
    import pandas as pd

LONG, DOUBLE, STRING = ColumnType.LONG, ColumnType.DOUBLE, ColumnType.STRING
SCALARS = [kind for kind in ColumnType if kind not in (ColumnType.ARRAY, ColumnType.OBJECT, ColumnType.MAP)]

WIDENINGS = {
    (ColumnType.INTEGER, ColumnType.LONG),
    (ColumnType.INTEGER, ColumnType.DOUBLE),
    (ColumnType.FLOAT, ColumnType.DOUBLE),
} | {(kind, ColumnType.ANY) for kind in SCALARS if kind is not ColumnType.ANY}


def column(name: str, kind: ColumnType = LONG, *, required: bool = True) -> ColumnSpec:
    return ColumnSpec(name, kind, required)


def takes(*columns: ColumnSpec) -> ModelSignature:
    return ModelSignature(inputs=Schema(columns))


def gives(*columns: ColumnSpec) -> ModelSignature:
    return ModelSignature(outputs=Schema(columns))


def tensors(*specs: TensorSpec) -> Schema:
    return Schema(tensors=specs)


def array(element: ColumnSpec) -> ColumnSpec:
    return ColumnSpec("a", ColumnType.ARRAY, element=element)


def nested(*properties: ColumnSpec) -> ColumnSpec:
    return ColumnSpec("a", ColumnType.OBJECT, properties=properties)


def optional(name: str) -> ColumnSpec:
    return column(name, required=False)


A, B = column("a"), column("b")
INTEGER = column("", ColumnType.INTEGER)
IMAGE = TensorSpec("image", "float32", (-1, 28, 28))
PARAM = ParamSpec("top", LONG, 5)

TABLE = [
    # The table of the contract, row by row.
    (takes(A, B), takes(A), "inputs.b", ChangeKind.REMOVED, Bump.MAJOR),
    (takes(A, optional("b")), takes(A), "inputs.b", ChangeKind.REMOVED, Bump.MAJOR),
    (takes(A), takes(A, B), "inputs.b", ChangeKind.ADDED, Bump.MAJOR),
    (takes(A), takes(column("a", STRING)), "inputs.a", ChangeKind.RETYPED, Bump.MAJOR),
    (takes(A), takes(column("a", DOUBLE)), "inputs.a", ChangeKind.RETYPED, Bump.MAJOR),
    (gives(A, B), gives(A), "outputs.b", ChangeKind.REMOVED, Bump.MAJOR),
    (gives(A), gives(column("a", DOUBLE)), "outputs.a", ChangeKind.RETYPED, Bump.MAJOR),
    (takes(A), takes(A, optional("b")), "inputs.b", ChangeKind.ADDED, Bump.MINOR),
    (takes(A), takes(optional("a")), "inputs.a", ChangeKind.MADE_OPTIONAL, Bump.MINOR),
    (gives(A), gives(A, B), "outputs.b", ChangeKind.ADDED, Bump.MINOR),
    (takes(column("a", ColumnType.INTEGER)), takes(A), "inputs.a", ChangeKind.WIDENED, Bump.MINOR),
    (takes(column("a", ColumnType.FLOAT)), takes(column("a", DOUBLE)), "inputs.a", ChangeKind.WIDENED, Bump.MINOR),
    # What the table leaves to the rule behind it.
    (takes(optional("a")), takes(A), "inputs.a", ChangeKind.MADE_REQUIRED, Bump.MAJOR),
    (gives(A), gives(optional("a")), "outputs.a", ChangeKind.MADE_OPTIONAL, Bump.MAJOR),
    (gives(optional("a")), gives(A), "outputs.a", ChangeKind.MADE_REQUIRED, Bump.MINOR),
    (gives(column("a", ColumnType.FLOAT)), gives(column("a", DOUBLE)), "outputs.a", ChangeKind.RETYPED, Bump.MAJOR),
    (takes(column("")), takes(column("", STRING)), "inputs[0]", ChangeKind.RETYPED, Bump.MAJOR),
    (takes(column("")), takes(column(""), column("")), "inputs[1]", ChangeKind.ADDED, Bump.MAJOR),
    (takes(column("")), takes(A), "inputs[0]", ChangeKind.RETYPED, Bump.MAJOR),
    (
        takes(array(column("", ColumnType.INTEGER))),
        takes(array(column(""))),
        "inputs.a.*",
        ChangeKind.WIDENED,
        Bump.MINOR,
    ),
    (takes(array(column(""))), takes(array(column("", STRING))), "inputs.a.*", ChangeKind.RETYPED, Bump.MAJOR),
    (takes(nested(A)), takes(nested(A, optional("b"))), "inputs.a.b", ChangeKind.ADDED, Bump.MINOR),
    (takes(nested(A)), takes(nested(A, B)), "inputs.a.b", ChangeKind.ADDED, Bump.MAJOR),
    (takes(A), ModelSignature(tensors(IMAGE)), "inputs", ChangeKind.RETYPED, Bump.MAJOR),
    (ModelSignature(), takes(A), "inputs", ChangeKind.ADDED, Bump.MAJOR),
    (ModelSignature(), gives(A), "outputs", ChangeKind.ADDED, Bump.MINOR),
    (gives(A), ModelSignature(), "outputs", ChangeKind.REMOVED, Bump.MAJOR),
    (takes(A), ModelSignature(), "inputs", ChangeKind.REMOVED, Bump.MAJOR),
    (
        ModelSignature(tensors(IMAGE)),
        ModelSignature(tensors(replace(IMAGE, shape=(-1, -1, 28)))),
        "inputs.image",
        ChangeKind.WIDENED,
        Bump.MINOR,
    ),
    (
        ModelSignature(tensors(IMAGE)),
        ModelSignature(tensors(replace(IMAGE, shape=(-1, 32, 32)))),
        "inputs.image",
        ChangeKind.RETYPED,
        Bump.MAJOR,
    ),
    (
        ModelSignature(tensors(IMAGE)),
        ModelSignature(tensors(replace(IMAGE, dtype="float64"))),
        "inputs.image",
        ChangeKind.RETYPED,
        Bump.MAJOR,
    ),
    (
        ModelSignature(outputs=tensors(IMAGE)),
        ModelSignature(outputs=tensors(replace(IMAGE, shape=(-1, -1, 28)))),
        "outputs.image",
        ChangeKind.RETYPED,
        Bump.MAJOR,
    ),
    (ModelSignature(params=(PARAM,)), ModelSignature(), "params.top", ChangeKind.REMOVED, Bump.MAJOR),
    (ModelSignature(), ModelSignature(params=(PARAM,)), "params.top", ChangeKind.ADDED, Bump.MINOR),
    (
        ModelSignature(params=(PARAM,)),
        ModelSignature(params=(replace(PARAM, default=6),)),
        "params.top",
        ChangeKind.DEFAULT_CHANGED,
        Bump.MINOR,
    ),
    (
        ModelSignature(params=(PARAM,)),
        ModelSignature(params=(replace(PARAM, type=STRING),)),
        "params.top",
        ChangeKind.RETYPED,
        Bump.MAJOR,
    ),
    (
        ModelSignature(params=(PARAM,)),
        ModelSignature(params=(replace(PARAM, shape=(-1,)),)),
        "params.top",
        ChangeKind.RETYPED,
        Bump.MAJOR,
    ),
    (None, takes(A), "signature", ChangeKind.UNKNOWN, Bump.MAJOR),
    (takes(A), None, "signature", ChangeKind.UNKNOWN, Bump.MAJOR),
]


@pytest.mark.parametrize(("old", "new", "field", "kind", "bump"), TABLE)
def test_a_change_costs_what_the_table_says(
    old: ModelSignature | None, new: ModelSignature | None, field: str, kind: ChangeKind, bump: Bump
) -> None:
    (change,) = changes_between(old, new)
    assert (change.field, change.kind, change.least_bump) == (field, kind, bump)


def test_nothing_changed_between_two_versions_without_a_signature() -> None:
    assert changes_between(None, None) == ()
    assert least_bump(()) is Bump.PATCH


def test_a_rename_is_a_removal_and_an_addition() -> None:
    changes = changes_between(takes(A), takes(B))
    assert [(change.field, change.kind) for change in changes] == [
        ("inputs.a", ChangeKind.REMOVED),
        ("inputs.b", ChangeKind.ADDED),
    ]


def test_the_order_of_named_columns_does_not_matter() -> None:
    assert changes_between(takes(A, B), takes(B, A)) == ()
    assert changes_between(gives(A, B), gives(B, A)) == ()


def test_the_order_of_output_tensors_does() -> None:
    other = TensorSpec("mask", "bool", (-1,))
    old = ModelSignature(outputs=tensors(IMAGE, other))
    (change,) = changes_between(old, ModelSignature(outputs=tensors(other, IMAGE)))
    assert (change.kind, change.least_bump) == (ChangeKind.REORDERED, Bump.MAJOR)


# --- Mutations that know what they did ---

names = st.sampled_from([f"c{place}" for place in range(8)])
scalar_columns = st.builds(ColumnSpec, names, st.sampled_from(SCALARS), st.booleans())
column_lists = st.lists(scalar_columns, min_size=1, max_size=6, unique_by=lambda found: found.name).map(tuple)


@dataclass(frozen=True, slots=True)
class Mutation:
    """A way to change one column, and what it costs where it is an input and where it is an output."""

    change: Callable[[ColumnSpec], tuple[ColumnSpec, ...]]
    as_input: Bump
    as_output: Bump


def retype(found: ColumnSpec, kind: ColumnType) -> Mutation:
    if kind is found.type:
        return Mutation(lambda kept: (kept,), Bump.PATCH, Bump.PATCH)
    widened = (found.type, kind) in WIDENINGS
    return Mutation(lambda kept: (replace(kept, type=kind),), Bump.MINOR if widened else Bump.MAJOR, Bump.MAJOR)


def mutations(found: ColumnSpec) -> st.SearchStrategy[Mutation]:
    new = column("added")
    flipped = Bump.MINOR if found.required else Bump.MAJOR
    fixed = [
        Mutation(lambda kept: (kept,), Bump.PATCH, Bump.PATCH),
        Mutation(lambda _: (), Bump.MAJOR, Bump.MAJOR),
        Mutation(lambda kept: (kept, new), Bump.MAJOR, Bump.MINOR),
        Mutation(lambda kept: (kept, replace(new, required=False)), Bump.MINOR, Bump.MINOR),
        Mutation(lambda kept: (replace(kept, name="renamed"),), Bump.MAJOR, Bump.MAJOR),
        Mutation(
            lambda kept: (replace(kept, required=not kept.required),),
            flipped,
            Bump.MAJOR if found.required else Bump.MINOR,
        ),
    ]
    return st.one_of(st.sampled_from(fixed), st.sampled_from(SCALARS).map(lambda kind: retype(found, kind)))


@given(st.data(), column_lists)
def test_the_checker_knows_what_each_mutation_did(data: st.DataObject, columns: tuple[ColumnSpec, ...]) -> None:
    place = data.draw(st.integers(0, len(columns) - 1))
    mutation = data.draw(mutations(columns[place]))
    mutated = (*columns[:place], *mutation.change(columns[place]), *columns[place + 1 :])
    if not mutated:
        return

    as_input = least_bump(changes_between(takes(*columns), takes(*mutated)))
    as_output = least_bump(changes_between(gives(*columns), gives(*mutated)))

    assert (as_input, as_output) == (mutation.as_input, mutation.as_output)


@given(column_lists, column_lists, column_lists)
def test_a_way_round_never_costs_less_than_its_parts_hide(
    first: tuple[ColumnSpec, ...], second: tuple[ColumnSpec, ...], third: tuple[ColumnSpec, ...]
) -> None:
    """If neither step breaks a caller, both together do not."""
    steps = [changes_between(takes(*old), takes(*new)) for old, new in ((first, second), (second, third))]
    if all(least_bump(step) < Bump.MAJOR for step in steps):
        assert least_bump(changes_between(takes(*first), takes(*third))) < Bump.MAJOR


# --- MLflow's own judgement ---

VALUES: dict[ColumnType, tuple[str, object]] = {
    ColumnType.BOOLEAN: ("bool", True),
    ColumnType.INTEGER: ("int32", 7),
    ColumnType.LONG: ("int64", 7),
    ColumnType.FLOAT: ("float32", 1.5),
    ColumnType.DOUBLE: ("float64", 1.5),
    ColumnType.STRING: ("object", "text"),
    ColumnType.BINARY: ("object", b"bytes"),
    ColumnType.DATETIME: ("datetime64[ns]", "2026-03-03"),
}
judged_columns = st.lists(
    st.builds(ColumnSpec, names, st.sampled_from(list(VALUES)), st.booleans()),
    min_size=1,
    max_size=4,
    unique_by=lambda found: found.name,
).map(tuple)


def frame(columns: tuple[ColumnSpec, ...]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {found.name: pd.Series([VALUES[found.type][1]] * 2, dtype=VALUES[found.type][0]) for found in columns}
    )


def mlflow_takes(columns: tuple[ColumnSpec, ...], rows: pd.DataFrame) -> bool:
    from mlflow.exceptions import MlflowException
    from mlflow.models import validate_schema
    from mlflow.types import ColSpec, DataType
    from mlflow.types import Schema as MlflowSchema

    schema = MlflowSchema([ColSpec(DataType[found.type.value], found.name, found.required) for found in columns])
    try:
        validate_schema(rows, schema)
    except MlflowException:
        return False
    return True


@settings(max_examples=200, deadline=None)
@given(st.data(), judged_columns, judged_columns)
def test_an_input_that_mlflow_takes_for_the_old_and_not_for_the_new_was_called_major(
    data: st.DataObject, old: tuple[ColumnSpec, ...], new: tuple[ColumnSpec, ...]
) -> None:
    sent = tuple(found for found in old if found.required or data.draw(st.booleans()))
    rows = frame(sent)
    if sent and mlflow_takes(old, rows) and not mlflow_takes(new, rows):
        assert least_bump(changes_between(takes(*old), takes(*new))) is Bump.MAJOR
