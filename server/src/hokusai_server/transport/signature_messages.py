"""Signatures, to the wire."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from hokusai.registry.v1 import signature_pb2 as pb
from hokusai_server.domain.signature import ColumnSpec, ColumnType, ModelSignature, ParamSpec, Schema, TensorSpec

_TYPES: Final[Mapping[ColumnType, pb.ColumnType.ValueType]] = {
    ColumnType.BOOLEAN: pb.COLUMN_TYPE_BOOLEAN,
    ColumnType.INTEGER: pb.COLUMN_TYPE_INTEGER,
    ColumnType.LONG: pb.COLUMN_TYPE_LONG,
    ColumnType.FLOAT: pb.COLUMN_TYPE_FLOAT,
    ColumnType.DOUBLE: pb.COLUMN_TYPE_DOUBLE,
    ColumnType.STRING: pb.COLUMN_TYPE_STRING,
    ColumnType.BINARY: pb.COLUMN_TYPE_BINARY,
    ColumnType.DATETIME: pb.COLUMN_TYPE_DATETIME,
    ColumnType.ARRAY: pb.COLUMN_TYPE_ARRAY,
    ColumnType.OBJECT: pb.COLUMN_TYPE_OBJECT,
    ColumnType.MAP: pb.COLUMN_TYPE_MAP,
    ColumnType.ANY: pb.COLUMN_TYPE_ANY,
}


def signature_to_proto(signature: ModelSignature) -> pb.ModelSignature:
    """What a version takes and gives; a side of which the signature says nothing stays unset."""
    return pb.ModelSignature(
        inputs=None if signature.inputs is None else _schema(signature.inputs),
        outputs=None if signature.outputs is None else _schema(signature.outputs),
        params=map(_param, signature.params),
    )


def _schema(schema: Schema) -> pb.Schema:
    return pb.Schema(columns=map(_column, schema.columns), tensors=map(_tensor, schema.tensors))


def _column(column: ColumnSpec) -> pb.ColumnSpec:
    return pb.ColumnSpec(
        name=column.name,
        type=_TYPES[column.type],
        required=column.required,
        element=None if column.element is None else _column(column.element),
        properties=map(_column, column.properties),
    )


def _tensor(tensor: TensorSpec) -> pb.TensorSpec:
    return pb.TensorSpec(name=tensor.name, dtype=tensor.dtype, shape=tensor.shape)


def _param(param: ParamSpec) -> pb.ParamSpec:
    return pb.ParamSpec(
        name=param.name,
        type=_TYPES[param.type],
        default_json=json.dumps(param.default, ensure_ascii=False),
        shape=param.shape,
        properties=map(_column, param.properties),
    )
