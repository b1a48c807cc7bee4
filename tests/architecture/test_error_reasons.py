"""Every fault has a class, a row in the one table, and a documented value in the contract; and the reverse."""

from __future__ import annotations

import pytest

from hokusai.errors.v1 import error_reason_pb2
from hokusai_server.domain import errors
from hokusai_server.transport.status_mapping import INTERNAL_REASON, STATUS_CODES
from server.tools.error_reasons import DocumentedReason, documented_reasons
from tests.support.sample_faults import CONCRETE_FAULTS, sample_fault

DOCUMENTED = {reason.name: reason for reason in documented_reasons()}


def all_subclasses(root: type[errors.HokusaiError]) -> set[type[errors.HokusaiError]]:
    """Every class below `root`, at any depth."""
    below = set(root.__subclasses__())
    return below.union(*(all_subclasses(fault) for fault in below))


def test_every_fault_is_exported() -> None:
    """A fault that the package does not export would escape the checks of this module."""
    assert {
        fault for fault in all_subclasses(errors.HokusaiError) if fault.__module__.startswith("hokusai_server")
    } == set(CONCRETE_FAULTS)


def test_every_fault_has_a_row_and_every_row_a_fault() -> None:
    """The table covers the classes exactly."""
    assert set(STATUS_CODES) == set(CONCRETE_FAULTS)


def test_reasons_of_classes_and_contract_agree() -> None:
    """Each class has a value, each value has one class; INTERNAL alone needs none."""
    values = {name.removeprefix("ERROR_REASON_") for name in error_reason_pb2.ErrorReason.DESCRIPTOR.values_by_name} - {
        "UNSPECIFIED"
    }
    assert sorted(fault.reason for fault in CONCRETE_FAULTS) == sorted(values - {INTERNAL_REASON})


def test_every_value_is_documented() -> None:
    """The comments of the contract can be read by a program, one for each value."""
    values = {name.removeprefix("ERROR_REASON_") for name in error_reason_pb2.ErrorReason.DESCRIPTOR.values_by_name} - {
        "UNSPECIFIED"
    }
    assert set(DOCUMENTED) == values


@pytest.mark.parametrize("fault", CONCRETE_FAULTS, ids=lambda fault: str(fault.__name__))
def test_documentation_of_a_reason_is_true(fault: type[errors.HokusaiError]) -> None:
    """Code, retryability and metadata keys are those that the contract states."""
    documented = DOCUMENTED[fault.reason]
    assert STATUS_CODES[fault].name == documented.code
    assert fault.retryable == documented.retryable
    assert_metadata_is_documented(fault, documented)


def assert_metadata_is_documented(fault: type[errors.HokusaiError], documented: DocumentedReason) -> None:
    """An instance made with every argument carries the documented keys, no more and no fewer."""
    error = sample_fault(fault)
    assert set(error.metadata) == set(documented.metadata)
    assert error.message
