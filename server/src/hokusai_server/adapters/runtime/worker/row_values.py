"""Single values of the contract to plain Python."""

from typing import Any

import numpy as np

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker.faults import payload_invalid

_NANOS = 1_000_000_000
_INSTANT_LIMIT = 1 << 63


def plain_value(value: payload_pb2.Value) -> Any:
    """A value as None, bool, int, float, str, bytes, `datetime64[ns]`, or lists and dicts of these.

    Raises:
        RequestFault: PAYLOAD_INVALID: an instant outside the years 1677 to 2262.
    """
    kind = value.WhichOneof("kind")
    match kind:
        case "number" | "integer" | "text" | "boolean" | "binary":
            return getattr(value, kind)
        case "time":
            nanos = value.time.seconds * _NANOS + value.time.nanos
            if not -_INSTANT_LIMIT < nanos < _INSTANT_LIMIT:
                raise payload_invalid(f"the instant {value.time.seconds} s is outside the years 1677 to 2262")
            return np.datetime64(nanos, "ns")
        case "list":
            return [plain_value(element) for element in value.list.values]
        case "object":
            return {name: plain_value(inner) for name, inner in value.object.fields.items()}
        case _:
            return None
