"""Parameters of one prediction: decoded, checked against the signature, defaults filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, final

import numpy as np
from google.protobuf.message import DecodeError

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker.faults import (
    MAX_VIOLATIONS,
    Violation,
    Violations,
    input_invalid,
    payload_invalid,
)
from hokusai_server.adapters.runtime.worker.nested_values import fit_nested
from hokusai_server.adapters.runtime.worker.row_values import plain_value
from hokusai_server.domain.signature import ColumnSpec, ColumnType, JsonValue, ParamSpec


@final
@dataclass(frozen=True, slots=True)
class CallParams:
    """Every parameter of the signature with its value."""

    values: Mapping[str, Any]
    key: str
    """Equal for equal values: requests of equal key may share a call."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Derive the key."""
        return cls(values, repr(sorted(values.items())))


@final
class ModelParams:
    """The parameters that one model declares."""

    def __init__(self, specs: Sequence[ParamSpec]) -> None:
        self._specs = {spec.name: spec for spec in specs}
        self.defaults = CallParams.of({spec.name: _default(spec) for spec in specs})

    def read(self, message: bytes | memoryview) -> CallParams:
        """Decode and check.

        Args:
            message: a serialized `PredictParams`; empty for the defaults.

        Raises:
            RequestFault: PAYLOAD_INVALID or MODEL_INPUT_INVALID.
        """
        if not len(message):
            return self.defaults
        try:
            given = payload_pb2.PredictParams.FromString(message)  # type: ignore[arg-type]  # any buffer will do
        except DecodeError as error:
            raise payload_invalid("the bytes are not a PredictParams message") from error
        bad: list[Violation] = []
        values = dict(self.defaults.values)
        for name, value in given.values.items():
            spec = self._specs.get(name)
            if spec is None:
                bad.append(Violation(f"params.{name}", "the signature has no such parameter"))
                continue
            values[name] = _fit(plain_value(value), spec, lambda place, text: bad.append(Violation(place, text)))
        if bad:
            raise input_invalid(Violations(tuple(bad[:MAX_VIOLATIONS]), len(bad)))
        return CallParams.of(values)


def _fit(value: Any, spec: ParamSpec, report: Any) -> Any:
    place = f"params.{spec.name}"
    scalar = ColumnSpec("", spec.type, properties=spec.properties)
    column = ColumnSpec("", ColumnType.ARRAY, element=scalar) if spec.shape else scalar
    if value is None and spec.default is None:
        return None
    return _as_model_wants(fit_nested(value, column, place, report))


def _default(spec: ParamSpec) -> Any:
    value: JsonValue = spec.default
    if spec.type is not ColumnType.DATETIME or value is None:
        return value
    if isinstance(value, str):
        return _as_model_wants(np.datetime64(value, "ns"))
    return [_as_model_wants(np.datetime64(str(item), "ns")) for item in value] if isinstance(value, list) else value


def _as_model_wants(value: Any) -> Any:
    """Instants as `datetime`, which is what MLflow hands to models."""
    if isinstance(value, np.datetime64):
        return value.astype("datetime64[us]").item()
    if isinstance(value, list):
        return [_as_model_wants(item) for item in value]
    return value
