"""The commands of the guides run as they stand, against a real server, and print what the guides show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.tools.client_generators.go import install
from server.tools.contract_descriptors import public_services
from tests.support.guides import recipes, run_as_reader
from tests.support.languages import require_language
from tests.support.running_server import ServerProcess, server_process

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDES = REPOSITORY / "docs/guides"
# Tools for people that the guides speak of, and pages about them.
GRPCURL = "github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.4"
PEOPLES_TOOLS = ["buf-curl.md", "curl.md", "grpcurl.md"]
# Building grpcurl with all that it depends on is part of it.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that has the models of the examples that the guides speak of."""
    folder = tmp_path_factory.mktemp("guides")
    with server_process(folder) as running:
        environment = {**os.environ, "HOKUSAI_ADDRESS": running.address}
        for example in ("quickstart", "streaming"):
            command = [sys.executable, str(REPOSITORY / f"examples/{example}.py")]
            subprocess.run(command, cwd=folder, env=environment, check=True)
        yield running


@pytest.mark.parametrize("guide", ["command-line.md", *PEOPLES_TOOLS])
def test_commands_of_the_guide_run(guide: str, server: ServerProcess, tmp_path: Path) -> None:
    """Every `bash` block of the page succeeds, in order, and prints what the page shows."""
    tools = [grpcurl().parent] if guide == "grpcurl.md" else []
    (tmp_path / "hokusai").symlink_to(REPOSITORY)
    known = recipes(GUIDES / guide)
    assert known
    for recipe in known:
        printed = run_as_reader(recipe.commands, server.address, tmp_path, {}, tools, server.gateway)
        assert printed.strip()
        assert recipe.is_shown_by(printed), f"{recipe.commands}\nprinted\n{printed}\nnot\n{recipe.output}"


def grpcurl() -> Path:
    """The real one, built once."""
    require_language("go")
    return install("grpcurl", GRPCURL)


@pytest.mark.parametrize("guide", PEOPLES_TOOLS)
def test_guide_has_a_recipe_for_every_service(guide: str) -> None:
    called = "\n".join(recipe.commands for recipe in recipes(GUIDES / guide))
    services = ["grpc.health.v1.Health", *(service.name for service in public_services())]
    assert [name for name in services if not re.search(rf"\b{re.escape(name)}/\w+", called)] == []


def test_guide_names_the_grpcurl_that_is_tried() -> None:
    assert f"go install {GRPCURL}`" in (GUIDES / "grpcurl.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", PEOPLES_TOOLS)
def test_guide_shows_what_its_commands_print(guide: str) -> None:
    assert [recipe.commands for recipe in recipes(GUIDES / guide) if recipe.output is None] == []
