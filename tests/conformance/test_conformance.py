"""Every language's driver against a live server on each plane: all of the set passes, all that is wrong fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conformance.drivers import DRIVERS, PYTHON, VECTORS, WRONG, Driver, run_driver, vector_ids
from tests.conformance.server import conformance_server
from tests.conformance.table import PROPERTY, tally
from tests.support.languages import require_language

# A driver is compiled when it runs for the first time, maybe with all that it depends on.
PATIENCE_S = 1500
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(PATIENCE_S + 300),
]


@pytest.fixture(scope="module")
def address(plane: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with conformance_server(tmp_path_factory.mktemp(f"conformance-{plane}")) as serving_at:
        yield serving_at


@pytest.fixture(params=DRIVERS, ids=lambda driver: driver.language)
def driver(request: pytest.FixtureRequest) -> Driver:
    """Each driver whose toolchain is here; where commits are checked, all of them."""
    chosen: Driver = request.param
    if chosen is not PYTHON:
        require_language(chosen.language)
    return chosen


def test_every_vector_passes(
    driver: Driver, plane: str, address: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    run = run_driver(driver, address, VECTORS, tmp_path / "report.json", PATIENCE_S)
    record_property(PROPERTY, [f"{driver.language}/{plane}", tally(run.results.values())])
    assert run.failures == {}, run.output
    assert sorted(run.results) == sorted(vector_ids(VECTORS))
    assert run.code == 0, run.output


def test_every_wrong_vector_fails(driver: Driver, address: str, tmp_path: Path) -> None:
    """A driver that cannot fail proves nothing."""
    run = run_driver(driver, address, WRONG, tmp_path / "report.json", PATIENCE_S)
    assert sorted(run.failures) == sorted(vector_ids(WRONG)), run.output
    assert all(run.failures.values()), "a failure without its reason"
    assert run.code == 1, run.output


def test_drivers_share_a_server_at_the_same_time(address: str, tmp_path: Path) -> None:
    """No vector depends on being alone."""
    with ThreadPoolExecutor() as threads:
        runs = [
            threads.submit(run_driver, PYTHON, address, VECTORS, tmp_path / f"{number}.json", PATIENCE_S)
            for number in range(3)
        ]
    assert [run.result().failures for run in runs] == [{}, {}, {}]


def test_at_least_120_vectors_each_with_its_meaning() -> None:
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in VECTORS.glob("*.json")]
    vectors = [vector for document in documents for vector in document["vectors"]]
    assert len(vectors) >= 120
    assert len({vector["id"] for vector in vectors}) == len(vectors)
    assert [vector["id"] for vector in vectors if not vector["meaning"].endswith(".")] == []
