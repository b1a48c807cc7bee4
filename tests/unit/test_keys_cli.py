"""`hokusai keys new`."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hokusai_server.adapters.keys_file import read_keys
from hokusai_server.domain.access import Action, token_digest
from hokusai_server.exit_codes import ExitCode
from hokusai_server.keys_cli import app


def new(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["new", *arguments])


def test_the_token_is_all_of_standard_output_and_nowhere_else(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    made = new("ci", "--actions", "predict, read", "--models", "lead_*,churn", "--concurrent-calls", "4",
               "--expires", "90d", "--file", str(file))  # fmt: skip
    assert made.exit_code == ExitCode.OK, made.stderr
    (token,) = made.stdout.splitlines()
    (key,) = read_keys(file)
    assert key.digest == token_digest(token)
    assert (key.name, key.actions, key.models) == ("ci", {Action.PREDICT, Action.READ}, ("lead_*", "churn"))
    assert key.concurrent_calls == 4
    assert key.expires is not None
    assert timedelta(days=89) < key.expires - datetime.now(UTC) <= timedelta(days=90)
    assert token not in file.read_text()
    assert token not in made.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_keys_are_added_to_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    tokens = [new(name, "--actions", "read", "--file", str(file)).stdout.strip() for name in ("a", "b")]
    assert [(key.name, key.digest) for key in read_keys(file)] == [
        (name, token_digest(token)) for name, token in zip("ab", tokens, strict=True)
    ]
    before = file.read_text()
    again = new("a", "--actions", "read", "--file", str(file))
    assert again.exit_code == ExitCode.SETTINGS_INVALID
    assert "key a, name: there are two of this name" in again.stderr
    assert file.read_text() == before
    assert not again.stdout


def test_without_a_file_the_table_is_shown(tmp_path: Path) -> None:
    made = new("ci", "--actions", "write", "--expires", "2027-01-31T00:00:00+01:00")
    file = tmp_path / "keys.toml"
    file.write_text(made.stderr)
    (key,) = read_keys(file)
    assert key.digest == token_digest(made.stdout.strip())
    assert key.expires == datetime.fromisoformat("2027-01-31T00:00:00+01:00")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("bad name", "--actions", "read"), "name"),
        (("ci", "--actions", "promote"), "read, predict, write"),
        (("ci", "--actions", "read", "--models", "a b"), "models"),
        (("ci", "--actions", "read", "--expires", "tomorrow"), "2027-01-31T00:00:00Z"),
        (("ci", "--actions", "read", "--expires", "2027-01-31T00:00:00"), "2027-01-31T00:00:00Z"),
        (("ci", "--actions", "read", "--file", "/nowhere/keys.toml"), "/nowhere/keys.toml"),
        (("ci",), "--actions"),
    ],
)
def test_what_is_wrong_ends_the_command_before_there_is_a_token(arguments: tuple[str, ...], told: str) -> None:
    made = new(*arguments)
    assert made.exit_code == ExitCode.SETTINGS_INVALID
    assert told in made.stderr
    assert not made.stdout
