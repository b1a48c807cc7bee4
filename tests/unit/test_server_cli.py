"""The commands that the server adds to `hokusai`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from hokusai_server.cli import config, serve
from hokusai_server.exit_codes import ExitCode
from hokusai_server.settings import list_settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the developer's shell."""
    for setting in list_settings():
        monkeypatch.delenv(setting.environment, raising=False)
    monkeypatch.delenv("HOKUSAI_CONFIG", raising=False)


def run(*arguments: str, **environment: str) -> Result:
    """Run a command."""
    app = typer.Typer()
    app.command("serve")(serve)
    app.command("config")(config)
    return CliRunner().invoke(app, list(arguments), env=environment)


def test_config_prints_every_value_with_its_source(tmp_path: Path) -> None:
    """As JSON for programs; secrets are masked."""
    file = tmp_path / "hokusai.toml"
    file.write_text("[limits]\nin_flight = 7\n")
    result = run(
        "config", "--json", "--config", str(file), "--set", "log.level=error",
        HOKUSAI_GATEWAY="127.0.0.1:1", MLFLOW_TRACKING_URI="http://m", MLFLOW_TRACKING_TOKEN="hunter2",
    )  # fmt: skip
    shown = json.loads(result.stdout)
    assert set(shown) == {setting.key for setting in list_settings()}
    assert shown["log.level"] == {"value": "error", "source": "argument"}
    assert shown["gateway"] == {"value": "127.0.0.1:1", "source": "environment HOKUSAI_GATEWAY"}
    assert shown["limits.in_flight"] == {"value": "7", "source": f"file {file}"}
    assert shown["drain.grace"] == {"value": "30s", "source": "default"}
    assert shown["mlflow.token"] == {"value": "********", "source": "environment MLFLOW_TRACKING_TOKEN"}
    assert "hunter2" not in result.output


def test_config_is_readable_for_people() -> None:
    """One line a setting."""
    result = run("config")
    assert result.exit_code == ExitCode.OK
    assert len(result.stdout.splitlines()) == len(list_settings())
    assert "127.0.0.1:50051  [default]" in result.stdout
    assert "(unset)" in result.stdout


@pytest.mark.parametrize("command", ["config", "serve"])
def test_bad_settings_end_the_command(command: str) -> None:
    """With one line on stderr and the documented code."""
    result = run(command, HOKUSAI_LISTNE="x")
    assert result.exit_code == ExitCode.SETTINGS_INVALID
    assert result.stderr.count("\n") == 1
    assert "HOKUSAI_LISTEN" in result.stderr


def test_every_exit_code_has_a_meaning() -> None:
    """The documentation lists them all."""
    assert all(code.meaning.endswith(".") for code in ExitCode)


def test_every_flag_of_a_setting_exists() -> None:
    """What the reference says of flags is what `hokusai serve` takes."""
    offered = run("serve", "--help", COLUMNS="200", TERM="dumb", NO_COLOR="1").stdout
    flags = [setting.flag for setting in list_settings() if setting.flag]
    assert flags
    assert [flag for flag in flags if flag not in offered] == []
