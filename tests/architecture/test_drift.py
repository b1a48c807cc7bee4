"""What no longer fits the contract does not compile: the server and the client in each language.

Each is copied beside a copy of the contract. As it is the copy compiles; after each kind of change, and generating
anew, the compiler complains about code that a person wrote. The last lines of a run show the complaints.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from server.tools.check_breaking import compare
from server.tools.contract_changes import CHANGES, ContractChange, restore_contract
from server.tools.contract_consumers import Consumer, consumers
from server.tools.contract_drift import Outcome, ScratchCopy
from tests.support.languages import require_language

# What Rust needs is compiled from source once.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

# How buf names what is wrong with each.
FAULTS: Final = {
    "RPC renamed": 'RPC "StreamPredict" on service "InferenceService" was deleted',
    "request field removed": 'field "6" with name "first_sequence" on message "StreamOpen" was deleted',
    "field type changed": 'Field "1" with name "sequence" on message "StreamBatch" changed type',
    "response type changed": 'changed response type from "hokusai.inference.v1.StreamPredictResponse"',
    "stream to unary": "changed from server streaming to server unary",
    "enum value removed": 'present enum value "12" on enum "DataType" was deleted',
}


def by_kind(change: ContractChange) -> str:
    return change.kind.replace(" ", "_")


@pytest.fixture(scope="module", params=consumers(), ids=lambda consumer: consumer.name)
def scratch(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[ScratchCopy, Outcome]:
    """A copy, and what its compiler says while nothing has changed."""
    consumer: Consumer = request.param
    require_language(consumer.name)
    copy = ScratchCopy(consumer, tmp_path_factory.mktemp(consumer.name))
    return copy, copy.compile(None)


def test_the_contract_as_it_is_fits(scratch: tuple[ScratchCopy, Outcome]) -> None:
    """Without this a broken toolchain would pass for drift that is noticed."""
    _, unchanged = scratch
    assert unchanged.compiles, unchanged.output


@pytest.mark.parametrize("change", CHANGES, ids=by_kind)
def test_a_change_of_the_contract_does_not_compile(
    scratch: tuple[ScratchCopy, Outcome], change: ContractChange, record_property: Callable[[str, object], None]
) -> None:
    copy, unchanged = scratch
    assert unchanged.compiles, "it does not compile as it is"
    outcome = copy.compile(change)
    assert not outcome.compiles
    assert outcome.complaint, f"nothing that a person wrote is complained about:\n{outcome.output}"
    record_property("drift", f"{copy.consumer.name:<11} {change.kind:<22} {outcome.complaint}")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose contract was released as it is."""
    root = tmp_path_factory.mktemp("released")
    restore_contract(root)
    author = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false"]
    for command in (["init"], ["add", "."], [*author, "commit", "-m", "Release"], ["tag", "v0.0.9"]):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)
    return root


def test_the_released_contract_breaks_nobody(released: Path) -> None:
    restore_contract(released)
    comparison = compare(released)
    assert (comparison.baseline, comparison.faults, comparison.exit_code) == ("compared with v0.0.9", "", 0)


@pytest.mark.parametrize("change", CHANGES, ids=by_kind)
def test_a_change_is_breaking_against_the_last_release(released: Path, change: ContractChange) -> None:
    restore_contract(released)
    change.apply(released)
    comparison = compare(released)
    assert comparison.baseline == "compared with v0.0.9"
    assert FAULTS[change.kind] in comparison.faults
    assert comparison.exit_code == 100, "buf's code for a breaking change"
