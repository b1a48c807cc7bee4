"""What tests of every kind share."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from server.tools.toolchains import extend_path
from tests.conformance.table import conformance_lines
from tests.support.languages import skipped_languages
from tests.support.planes import PLANES, on_plane
from tests.support.postgres import PostgresServer, running_postgres

# Before any test asks whether a toolchain is here, in each process that runs tests.
extend_path()

# A property is searched anew in each run of a developer; a check of a commit gives the same answer each time.
settings.register_profile("developer", deadline=None)
settings.register_profile("check", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("check" if os.environ.get("CI") else "developer")


@pytest.fixture(scope="module", params=PLANES)
def plane(request: pytest.FixtureRequest) -> Iterator[str]:
    """Servers that are started while it is in use run on this data plane; whoever takes it runs on each."""
    with on_plane(request.param):
        yield request.param


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL for all tests of a worker; each test makes databases of its own on it."""
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once on each kind that the catalogue runs on."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'catalogue.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Show what compilers said of drift, what passed by language and, last, which languages were not tested and why."""
    yield
    reports = [report for kind in ("passed", "skipped") for report in terminalreporter.stats.get(kind, [])]
    drift = [str(value) for report in reports for name, value in report.user_properties if name == "drift"]
    _write_section(terminalreporter, "what compilers say to a contract that changed", sorted(drift))
    _write_section(terminalreporter, "conformance: vectors passed of run", conformance_lines(terminalreporter.stats))
    skipped = skipped_languages(str(report.longrepr) for report in reports if report.skipped)
    _write_section(terminalreporter, "languages that were not tested here", skipped)


def _write_section(reporter: pytest.TerminalReporter, title: str, lines: list[str]) -> None:
    if lines:
        reporter.write_sep("=", title)
        for line in lines:
            reporter.write_line(line[:240])
