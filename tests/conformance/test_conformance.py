"""Every language's driver against one live server: all of the set passes, all that is wrong on purpose fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.drivers import DRIVERS, PYTHON, VECTORS, WRONG, Driver, Run, run_driver, vector_ids
from tests.conformance.server import conformance_server
from tests.support.languages import require_language

# A driver is compiled when it runs for the first time, maybe with all that it depends on.
PATIENCE_S = 1500
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(PATIENCE_S + 300),
]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with conformance_server(tmp_path_factory.mktemp("conformance")) as serving_at:
        yield serving_at


@pytest.fixture(params=DRIVERS, ids=lambda driver: driver.language)
def driver(request: pytest.FixtureRequest) -> Driver:
    """Each driver whose toolchain is here; where commits are checked, all of them."""
    chosen: Driver = request.param
    if chosen is not PYTHON:
        require_language(chosen.language)
    return chosen


def failures(run: Run) -> dict[str, str]:
    return {name: result["failure"] for name, result in run.results.items() if not result["passed"]}


def test_every_vector_passes(driver: Driver, address: str, tmp_path: Path) -> None:
    run = run_driver(driver, address, VECTORS, tmp_path / "report.json", PATIENCE_S)
    assert failures(run) == {}, run.output
    assert sorted(run.results) == sorted(vector_ids(VECTORS))
    assert run.code == 0, run.output


def test_every_wrong_vector_fails(driver: Driver, address: str, tmp_path: Path) -> None:
    """A driver that cannot fail proves nothing."""
    run = run_driver(driver, address, WRONG, tmp_path / "report.json", PATIENCE_S)
    assert sorted(failures(run)) == sorted(vector_ids(WRONG)), run.output
    assert all(failures(run).values()), "a failure without its reason"
    assert run.code == 1, run.output
