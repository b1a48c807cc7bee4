"""What the prediction vectors ask: values of every type, for the fixture models."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hokusai_server.domain.signature import ColumnType
from tests.support.payloads import GivenColumn

_T = ColumnType


@dataclass(frozen=True, slots=True)
class TypeCase:
    """Values of one type.

    Attributes:
        type: the type.
        values: some of it, the extremes among them.
        meaning: what is at stake with this type.
        arrow: its Arrow type, for nested ones.
    """

    type: ColumnType
    values: Sequence[Any]
    meaning: str
    arrow: Any = None

    def column(self, name: str, values: Sequence[Any]) -> GivenColumn:
        """A column of this type."""
        return GivenColumn(name, self.type, values, self.arrow)


_INSTANTS: Final = ("1970-01-01", "1969-12-31T23:59:59.999999999", "2038-01-19T03:14:08.5")

SCALARS: Final[Mapping[str, TypeCase]] = {
    "boolean": TypeCase(_T.BOOLEAN, [True, False, True], "false is a value, not nothing"),
    "integer": TypeCase(_T.INTEGER, [0, -(2**31), 2**31 - 2], "32 bits with sign, zero and both ends"),
    "long": TypeCase(_T.LONG, [0, -(2**63), 2**53 + 1], "64 bits with sign, beyond what a double can hold"),
    "float": TypeCase(_T.FLOAT, [0.0, 0.1, -1.5e30], "single precision: 0.1 is the nearest single"),
    "double": TypeCase(_T.DOUBLE, [0.0, 0.1, -1.7e308, 5e-324 * 2], "double precision, down to the smallest"),
    "string": TypeCase(_T.STRING, ["", "straße", "北斎 🌊", 'a\nb\t"c\\'], "Unicode, empty and with what JSON escapes"),
    "binary": TypeCase(_T.BINARY, [b"", b"\x00\x01", bytes(range(250, 256))], "bytes, empty and not UTF-8"),
    "datetime": TypeCase(
        _T.DATETIME, [np.datetime64(text, "ns") for text in _INSTANTS], "nanoseconds, before and after 1970"
    ),
}

NULLS: Final[Mapping[str, TypeCase]] = {
    name: TypeCase(case.type, [case.values[-1], None, case.values[-1]], "a null in an optional column stays a null")
    for name, case in SCALARS.items()
    if case.type not in {_T.INTEGER, _T.LONG}  # MLflow itself refuses nulls in whole numbers, which Hokusai takes
}

_THING: Final = pa.struct([("name", pa.string()), ("size", pa.float64())])
NESTED: Final[Mapping[str, TypeCase]] = {
    "array": TypeCase(
        _T.ARRAY, [[1.5, -2.0], [], [0.25]], "lists of any length, the empty one too", pa.list_(pa.float64())
    ),
    "grid": TypeCase(_T.ARRAY, [[[1, 2], [3]], [[]], []], "lists of lists", pa.list_(pa.list_(pa.int64()))),
    "map": TypeCase(
        _T.MAP, [{"a": 1}, {"b": -(2**62), "c": 0}], "text keys, each with a value", pa.map_(pa.string(), pa.int64())
    ),
    "object": TypeCase(
        _T.OBJECT,
        [{"name": "wave", "size": 3.0}, {"name": "fuji", "size": None}],
        "named properties, an optional one without a value",
        _THING,
    ),
}

NOT_FINITE: Final = GivenColumn("double", _T.DOUBLE, [math.nan, math.inf, -math.inf, 1.0])

CLASSIFIER_COLUMNS: Final = [
    GivenColumn("age", _T.DOUBLE, [0.0, 1.0, -3.0]),
    GivenColumn("income", _T.DOUBLE, [0.5, 4.0, 1.0]),
    GivenColumn("visits", _T.DOUBLE, [-1.0, 2.0, 0.25]),
    GivenColumn("balance", _T.DOUBLE, [0.0, 0.75, 1.5]),
]
