"""Reads the `signature` entry of an MLmodel file.

MLflow writes each side as a JSON text inside the YAML; columns and tensors are told apart by `"type": "tensor"`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hokusai_server.domain.signature.specs import (
    ColumnSpec,
    ColumnType,
    JsonValue,
    ModelSignature,
    ParamSpec,
    Schema,
    SignatureError,
    TensorSpec,
)

_MAX_DEPTH = 32
"""Deeper nesting is refused, so that a made-up file cannot exhaust the stack."""

_Fields = Mapping[str, object]


def parse_signature(entry: object) -> ModelSignature | None:
    """Read a signature.

    Args:
        entry: what stands under `signature` in the MLmodel file; None if nothing does.

    Returns:
        The signature; None if there is none.

    Raises:
        SignatureError: MLflow would not have written this.
    """
    if entry is None:
        return None
    sides = _fields(entry, "signature")
    params = _parts(sides.get("params"), "params")
    return ModelSignature(
        inputs=_side(sides.get("inputs"), "inputs"),
        outputs=_side(sides.get("outputs"), "outputs"),
        params=tuple(_param(part, f"params[{i}]") for i, part in enumerate(params or ())),
    )


def _side(text: object, where: str) -> Schema | None:
    parts = _parts(text, where)
    if parts is None:
        return None
    tensors = {part.get("type") == "tensor" for part in parts}
    if len(tensors) > 1:
        raise SignatureError(f"{where} mixes columns and tensors")
    if tensors == {True}:
        schema = Schema(tensors=tuple(_tensor(part, f"{where}[{i}]") for i, part in enumerate(parts)))
    else:
        schema = Schema(columns=tuple(_column(part, f"{where}[{i}]") for i, part in enumerate(parts)))
    _refuse_ambiguous_names(schema.names, where)
    return schema


def _column(spec: _Fields, where: str) -> ColumnSpec:
    name = spec.get("name")
    numeric = isinstance(name, int) and not isinstance(name, bool)
    if not (name is None or isinstance(name, str) or numeric):
        raise SignatureError(f"{where}: a column's name must be text or a whole number")
    column = _typed(spec, where, depth=0)
    return replace(column, name="" if name is None else str(name), numeric_name=numeric)


def _typed(spec: _Fields, where: str, depth: int) -> ColumnSpec:
    if depth > _MAX_DEPTH:
        raise SignatureError(f"{where}: nested deeper than {_MAX_DEPTH} levels")
    required = spec.get("required", True) is not False
    if spec.get("type") == "sparkml_vector":
        return ColumnSpec("", ColumnType.ARRAY, required, element=ColumnSpec("", ColumnType.DOUBLE))
    kind = _column_type(spec.get("type"), where)
    if kind is ColumnType.ARRAY:
        return ColumnSpec("", kind, required, element=_typed(_fields(spec.get("items"), where), where, depth + 1))
    if kind is ColumnType.MAP:
        return ColumnSpec("", kind, required, element=_typed(_fields(spec.get("values"), where), where, depth + 1))
    if kind is ColumnType.OBJECT:
        return ColumnSpec("", kind, required, properties=_properties(spec.get("properties"), where, depth))
    return ColumnSpec("", kind, required)


def _properties(entry: object, where: str, depth: int) -> tuple[ColumnSpec, ...]:
    return tuple(
        replace(_typed(_fields(spec, f"{where}.{name}"), f"{where}.{name}", depth + 1), name=name)
        for name, spec in sorted(_fields(entry, where).items())
    )


def _tensor(part: _Fields, where: str) -> TensorSpec:
    name = part.get("name")
    spec = _fields(part.get("tensor-spec"), where)
    dtype = spec.get("dtype")
    if not (name is None or isinstance(name, str)) or not isinstance(dtype, str):
        raise SignatureError(f"{where}: a tensor needs a name that is text, or none, and a dtype")
    shape = _shape(spec.get("shape"), where)
    return TensorSpec(name or "", dtype, shape)


def _param(part: _Fields, where: str) -> ParamSpec:
    name = part.get("name")
    if not isinstance(name, str) or not name:
        raise SignatureError(f"{where}: a parameter needs a name")
    kind = _column_type(part.get("type", part.get("dtype")), where)
    properties = _properties(part.get("properties"), where, 0) if kind is ColumnType.OBJECT else ()
    shape = _shape(part["shape"], where) if part.get("shape") is not None else ()
    return ParamSpec(name, kind, _json_value(part.get("default"), where), shape, properties)


def _column_type(word: object, where: str) -> ColumnType:
    try:
        return ColumnType(word)
    except ValueError:
        raise SignatureError(f"{where}: unknown type {word!r}") from None


def _shape(entry: object, where: str) -> tuple[int, ...]:
    if isinstance(entry, Sequence) and all(isinstance(size, int) and size >= -1 for size in entry):
        return tuple(entry)
    raise SignatureError(f"{where}: a shape is a list of sizes, -1 for any")


def _parts(text: object, where: str) -> list[_Fields] | None:
    """The parts of a side: MLflow writes them as JSON text, and old files as a plain list."""
    if text is None:
        return None
    if isinstance(text, str):
        try:
            text = json.loads(text)
        except ValueError as error:
            raise SignatureError(f"{where} is not JSON: {error}") from error
    if not isinstance(text, list):
        raise SignatureError(f"{where} is not a list")
    return [_fields(part, f"{where}[{i}]") for i, part in enumerate(text)]


def _fields(entry: object, where: str) -> _Fields:
    if isinstance(entry, Mapping) and all(isinstance(key, str) for key in entry):
        return entry
    raise SignatureError(f"{where} is not a mapping")


def _json_value(value: object, where: str) -> JsonValue:
    try:
        json.dumps(value)
    except (TypeError, ValueError) as error:
        raise SignatureError(f"{where}: the default is not a JSON value: {error}") from error
    return value  # type: ignore[return-value]  # json.dumps has just proved it


def _refuse_ambiguous_names(names: Sequence[str], where: str) -> None:
    if len(set(names)) == len(names) or not any(names):
        return
    raise SignatureError(f"{where}: each part needs a name of its own, or none may have one")
