"""The exceptions against the contract's reasons."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import grpc
import pytest
from google.protobuf import any_pb2
from google.rpc import error_details_pb2, status_pb2

from hokusai import exceptions
from hokusai.errors.v1 import error_reason_pb2
from hokusai.exceptions import CLIENT_CLASSES, CODE_CLASSES, REASON_CLASSES, HokusaiError
from hokusai.status_translation import from_status

_PROTO = Path(__file__).parents[3] / "proto" / "hokusai" / "errors" / "v1" / "error_reason.proto"
_REASONS = [
    each.name.removeprefix("ERROR_REASON_") for each in error_reason_pb2.ErrorReason.DESCRIPTOR.values if each.number
]


def _documented() -> dict[str, tuple[str, bool]]:
    """Reason → status code and whether a retry helps, as the comments of the contract say."""
    found = {}
    for comment, name in re.findall(r"((?:  //.*\n)+)  ERROR_REASON_([A-Z_]+) = [1-9]", _PROTO.read_text()):
        code = re.search(r"// ([A-Z_]+):", comment)
        retryable = re.search(r"Retryable: (yes|no)", comment)
        assert code, name
        assert retryable, name
        found[name] = (code[1], retryable[1] == "yes")
    return found


def _status(code: int, *details: object, message: str = "what happened") -> status_pb2.Status:
    status = status_pb2.Status(code=code, message=message)
    for detail in details:
        packed = any_pb2.Any()
        packed.Pack(detail)  # type: ignore[arg-type]
        status.details.append(packed)
    return status


def test_every_reason_of_the_contract_has_one_class() -> None:
    assert sorted(REASON_CLASSES) == sorted(_REASONS)


@pytest.mark.parametrize("reason", _REASONS)
def test_a_class_says_of_code_and_retries_what_the_contract_says(reason: str) -> None:
    code, retryable = _documented()[reason]
    cls = REASON_CLASSES[reason]
    assert issubclass(cls, CODE_CLASSES[code])
    assert (cls.code, cls.retryable, cls.reason) == (code, retryable, reason)


@pytest.mark.parametrize("cls", sorted(CLIENT_CLASSES | set(REASON_CLASSES.values()), key=str))
def test_every_class_is_documented_and_survives_pickling(cls: type[HokusaiError]) -> None:
    error = cls("text", details={"model": "churn"}, retry_after=1.5)
    again = pickle.loads(pickle.dumps(error))
    assert cls.__doc__
    assert (type(again), again.message, again.details, again.retry_after) == (cls, "text", {"model": "churn"}, 1.5)


def test_a_status_becomes_the_class_of_its_reason_with_all_it_tells() -> None:
    violation = error_details_pb2.BadRequest.FieldViolation(field="rows[0].age", description="expected long")
    retry = error_details_pb2.RetryInfo()
    retry.retry_delay.FromMilliseconds(2500)
    info = error_details_pb2.ErrorInfo(reason="QUEUE_FULL", domain="hokusai.dev", metadata={"limit": "7"})
    error = from_status(
        _status(
            grpc.StatusCode.RESOURCE_EXHAUSTED.value[0],
            info,
            error_details_pb2.BadRequest(field_violations=[violation]),
            retry,
        )
    )
    assert type(error) is exceptions.QueueFull
    assert (error.message, error.details, error.retry_after) == ("what happened", {"limit": "7"}, 2.5)
    assert [(each.field, each.description) for each in error.violations] == [("rows[0].age", "expected long")]


def test_an_unknown_reason_becomes_the_class_of_its_code() -> None:
    info = error_details_pb2.ErrorInfo(reason="FROM_THE_FUTURE", domain="hokusai.dev", metadata={"new": "key"})
    error = from_status(_status(grpc.StatusCode.NOT_FOUND.value[0], info))
    assert type(error) is exceptions.NotFoundError
    assert (error.reason, error.code, error.details) == ("FROM_THE_FUTURE", "NOT_FOUND", {"new": "key"})


def test_a_reason_of_another_domain_is_not_ours() -> None:
    info = error_details_pb2.ErrorInfo(reason="MODEL_NOT_FOUND", domain="elsewhere.example")
    assert type(from_status(_status(grpc.StatusCode.INTERNAL.value[0], info))) is exceptions.ServerFaultError


def test_a_code_that_nobody_knows_is_still_an_error_of_ours() -> None:
    assert isinstance(from_status(_status(99)), HokusaiError)


def test_python_users_can_catch_the_builtin_kinds() -> None:
    assert issubclass(exceptions.ModelNotFound, LookupError)
    assert issubclass(exceptions.InvalidRequest, ValueError)
    assert issubclass(exceptions.HokusaiConnectionError, ConnectionError)
    assert issubclass(exceptions.DeadlinePassed, TimeoutError)
