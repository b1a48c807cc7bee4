"""Every fault has a class, a row in the one table, and a documented value in the contract; and the reverse."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from hokusai.errors.v1 import error_reason_pb2
from hokusai_server.domain import errors
from hokusai_server.transport.status_mapping import INTERNAL_REASON, STATUS_CODES
from server.tools.error_reasons import DocumentedReason, documented_reasons

DOCUMENTED = {reason.name: reason for reason in documented_reasons()}
FAULTS = sorted(
    (fault for fault in vars(errors).values() if inspect.isclass(fault) and issubclass(fault, errors.HokusaiError)),
    key=lambda fault: fault.__name__,
)
CONCRETE = [fault for fault in FAULTS if fault is not errors.HokusaiError]


def all_subclasses(root: type[errors.HokusaiError]) -> set[type[errors.HokusaiError]]:
    """Every class below `root`, at any depth."""
    below = set(root.__subclasses__())
    return below.union(*(all_subclasses(fault) for fault in below))


def test_every_fault_is_exported() -> None:
    """A fault that the package does not export would escape the checks of this module."""
    assert {
        fault for fault in all_subclasses(errors.HokusaiError) if fault.__module__.startswith("hokusai_server")
    } == set(CONCRETE)


def test_every_fault_has_a_row_and_every_row_a_fault() -> None:
    """The table covers the classes exactly."""
    assert set(STATUS_CODES) == set(CONCRETE)


def test_reasons_of_classes_and_contract_agree() -> None:
    """Each class has a value, each value has one class; INTERNAL alone needs none."""
    values = {name.removeprefix("ERROR_REASON_") for name in error_reason_pb2.ErrorReason.DESCRIPTOR.values_by_name} - {
        "UNSPECIFIED"
    }
    assert sorted(fault.reason for fault in CONCRETE) == sorted(values - {INTERNAL_REASON})


def test_every_value_is_documented() -> None:
    """The comments of the contract can be read by a program, one for each value."""
    values = {name.removeprefix("ERROR_REASON_") for name in error_reason_pb2.ErrorReason.DESCRIPTOR.values_by_name} - {
        "UNSPECIFIED"
    }
    assert set(DOCUMENTED) == values


@pytest.mark.parametrize("fault", CONCRETE, ids=lambda fault: str(fault.__name__))
def test_documentation_of_a_reason_is_true(fault: type[errors.HokusaiError]) -> None:
    """Code, retryability and metadata keys are those that the contract states."""
    documented = DOCUMENTED[fault.reason]
    assert STATUS_CODES[fault].name == documented.code
    assert fault.retryable == documented.retryable
    assert_metadata_is_documented(fault, documented)


def assert_metadata_is_documented(fault: type[errors.HokusaiError], documented: DocumentedReason) -> None:
    """An instance made with every argument carries the documented keys, no more and no fewer."""
    error = fault(**{name: sample(kind) for name, kind in parameters(fault).items()})
    assert set(error.metadata) == set(documented.metadata)
    assert error.message


def parameters(fault: type[errors.HokusaiError]) -> dict[str, Any]:
    """Types of the constructor's parameters."""
    hints = typing.get_type_hints(fault.__init__)
    hints.pop("return", None)
    return hints


def sample(kind: Any) -> Any:
    """A value of the type, as plain as it can be."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        return sample(next(argument for argument in arguments if argument is not type(None)))
    if origin is not None and issubclass(origin, Sequence):
        return (sample(arguments[0]),)
    plain: dict[Any, Any] = {
        str: "some text",
        int: 7,
        float: 0.5,
        bool: True,
        timedelta: timedelta(seconds=1),
        errors.FieldViolation: errors.FieldViolation("field", "is wrong"),
    }
    return plain[kind]
