"""What a model takes and gives: the signature of an MLflow model as frozen values, read without MLflow."""

from hokusai_server.domain.signature.mlmodel import parse_signature
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

__all__ = [
    "ColumnSpec",
    "ColumnType",
    "JsonValue",
    "ModelSignature",
    "ParamSpec",
    "Schema",
    "SignatureError",
    "TensorSpec",
    "parse_signature",
]
