"""Where a setting's value comes from, and what stops the start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hokusai
from hokusai_server.settings import (
    EffectiveSetting,
    HostPort,
    LoadedSettings,
    LogFormat,
    SettingsError,
    list_settings,
    load_settings,
)


def loaded(
    arguments: dict[str, str] | None = None, environment: dict[str, str] | None = None, file: Path | None = None
) -> LoadedSettings:
    """Settings from nothing but what is given."""
    return load_settings(arguments=arguments or {}, environment=environment or {}, config=file)


def refusal(
    arguments: dict[str, str] | None = None, environment: dict[str, str] | None = None, file: Path | None = None
) -> str:
    """The message with which the settings are refused."""
    with pytest.raises(SettingsError) as raised:
        loaded(arguments, environment, file)
    return str(raised.value)


def toml(folder: Path, text: str) -> Path:
    """A settings file."""
    file = folder / "hokusai.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_argument_beats_environment_beats_file_beats_default(tmp_path: Path) -> None:
    """Each source is used only where no stronger one says anything, and is named."""
    file = toml(tmp_path, 'listen = "127.0.0.1:3"\ngateway = "127.0.0.1:33"\n[log]\nlevel = "error"\n')
    result = loaded(
        {"listen": "127.0.0.1:1"}, {"HOKUSAI_LISTEN": "127.0.0.1:2", "HOKUSAI_GATEWAY": "127.0.0.1:22"}, file
    )
    assert result.settings.listen == HostPort("127.0.0.1", 1)
    assert result.settings.gateway == HostPort("127.0.0.1", 22)
    assert [result.source_of(key) for key in ("listen", "gateway", "log.level", "log.format")] == [
        "argument",
        "environment HOKUSAI_GATEWAY",
        f"file {file}",
        "default",
    ]


def test_file_may_be_named_by_the_environment(tmp_path: Path) -> None:
    """HOKUSAI_CONFIG names the file when no argument does."""
    file = toml(tmp_path, '[log]\nformat = "json"\n')
    assert loaded(environment={"HOKUSAI_CONFIG": str(file)}).settings.log.format is LogFormat.JSON


def test_file_takes_native_values(tmp_path: Path) -> None:
    """A boolean, a number and text of TOML are read as the setting's type."""
    file = toml(tmp_path, 'reflection = false\n[limits]\nin_flight = 5\nmessage_bytes = "1MiB"\n')
    settings = loaded(file=file).settings
    assert (settings.reflection, settings.limits.in_flight, settings.limits.message_bytes) == (False, 5, 2**20)


@pytest.mark.parametrize(
    ("misspelt", "right"),
    [
        ("HOKUSAI_LISTNE", "HOKUSAI_LISTEN"),
        ("HOKUSAI_DATADIR", "HOKUSAI_DATA_DIR"),
        ("HOKUSAI_MOCKMODE", "HOKUSAI_MOCK_MODE"),
        ("HOKUSAI_LOG_FROMAT", "HOKUSAI_LOG_FORMAT"),
    ],
)
def test_misspelt_variable_is_refused_with_the_right_name(misspelt: str, right: str) -> None:
    """A variable with our prefix that means nothing stops the start."""
    message = refusal(environment={misspelt: "x"})
    assert misspelt in message
    assert f"did you mean {right}?" in message


def test_unknown_key_of_the_file_is_refused_with_the_right_name(tmp_path: Path) -> None:
    """A key that means nothing stops the start."""
    message = refusal(file=toml(tmp_path, "[limits]\ninflight = 3\n"))
    assert "limits.inflight" in message
    assert "did you mean limits.in_flight?" in message


def test_variables_of_the_client_are_left_alone() -> None:
    """A shell that is set up for the client can start a server; each variable that the client reads is known."""
    sources = Path(hokusai.__file__).parent.rglob("*.py")
    names = {name for source in sources for name in re.findall(r"HOKUSAI_[A-Z_]*[A-Z]", source.read_text())}
    assert "HOKUSAI_ADDRESS" in names
    assert loaded(environment=dict.fromkeys(names, "x")).settings.listen.port == 50051


def test_empty_variable_counts_as_unset() -> None:
    """Compose files set variables to nothing."""
    assert loaded(environment={"HOKUSAI_LISTEN": ""}).source_of("listen") == "default"


def test_mlflow_variables_are_those_that_mlflow_users_know() -> None:
    """URI, user and password come from MLflow's own variables."""
    environment = {
        "MLFLOW_TRACKING_URI": "https://mlflow.example.com",
        "MLFLOW_TRACKING_USERNAME": "ada",
        "MLFLOW_TRACKING_PASSWORD": "engine",
    }
    mlflow = loaded(environment=environment).settings.mlflow
    assert mlflow.tracking_uri is not None
    assert mlflow.tracking_uri.reveal() == "https://mlflow.example.com"
    assert mlflow.username == "ada"
    assert mlflow.password is not None
    assert mlflow.password.reveal() == "engine"


def test_secrets_are_not_shown() -> None:
    """Neither the printed values nor the tree's text hold a password or token."""
    environment = {
        "MLFLOW_TRACKING_URI": "https://ada:engine@mlflow.example.com",
        "MLFLOW_TRACKING_TOKEN": "tok-123",
        "HOKUSAI_CATALOGUE_URL": "postgresql://ada:engine@db/hokusai",
    }
    result = loaded(environment=environment)
    shown = f"{result.effective} {result.settings}"
    assert "engine" not in shown
    assert "tok-123" not in shown
    assert EffectiveSetting("mlflow.token", "********", "environment MLFLOW_TRACKING_TOKEN") in result.effective
    assert "postgresql://ada:********@db/hokusai" in shown


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ({"tls.certificate": "/a.pem"}, ("tls.key",)),
        ({"tls.client_ca": "/a.pem"}, ("tls.certificate",)),
        ({"listen": "0.0.0.0:1"}, ("allow_plaintext", "tls.certificate")),
        ({"mlflow.tracking_uri": "http://m", "mlflow.token": "t", "mlflow.username": "u"}, ("MLFLOW_TRACKING_TOKEN",)),
        ({"mlflow.tracking_uri": "http://m", "mlflow.username": "u"}, ("MLFLOW_TRACKING_PASSWORD",)),
        ({"mlflow.token": "t"}, ("MLFLOW_TRACKING_URI",)),
        ({"optional_mlflow": "true"}, ("HOKUSAI_OPTIONAL_MLFLOW", "not offered")),
        ({"mock_mode": "true", "mlflow.tracking_uri": "http://m"}, ("mock_mode", "mlflow.tracking_uri")),
        ({"mock_mode": "true", "catalogue.url": "postgresql://u@h/d"}, ("mock_mode", "catalogue.url")),
    ],
)
def test_contradictions_stop_the_start(arguments: dict[str, str], names: tuple[str, ...]) -> None:
    """Settings that cannot all be honoured are refused, and the message names them."""
    message = refusal(arguments)
    assert all(name in message for name in names)


@pytest.mark.parametrize("listen", ["127.0.0.1:1", "localhost:1", "[::1]:1", "127.8.9.1:1"])
def test_plain_text_is_fine_on_loopback(listen: str) -> None:
    """Nobody else can reach it."""
    assert str(loaded({"listen": listen}).settings.listen) == listen


def test_plain_text_beyond_loopback_can_be_allowed() -> None:
    """By an explicit setting only."""
    assert loaded({"listen": "0.0.0.0:1", "allow_plaintext": "yes"}).settings.allow_plaintext


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ({"reflection": "maybe"}, "use true or false"),
        ({"drain.grace": "30"}, "30s"),
        ({"limits.message_bytes": "big"}, "16MiB"),
        ({"limits.in_flight": "0"}, "below the minimum of 1"),
        ({"inference.workers_per_version": "65"}, "above the maximum of 64"),
        ({"listen": "50051"}, "HOST:PORT"),
        ({"listen": "127.0.0.1:70000"}, "0 to 65535"),
        ({"log.format": "xml"}, "text | json"),
        ({"mlflow.tracking_uri": "file:///mlruns"}, "https://"),
        ({"catalogue.url": "mysql://h/d"}, "postgresql://"),
    ],
)
def test_bad_value_is_refused_with_what_would_be_right(arguments: dict[str, str], wanted: str) -> None:
    """The message names the setting, its source and a right value."""
    message = refusal(arguments)
    assert next(iter(arguments)) in message
    assert "argument" in message
    assert wanted in message


def test_bad_address_with_a_password_does_not_show_it() -> None:
    """A refused value may hold a secret."""
    assert "engine" not in refusal(environment={"HOKUSAI_CATALOGUE_URL": "mysql://ada:engine@db/hokusai"})


def test_missing_file_and_broken_file_are_refused(tmp_path: Path) -> None:
    """A file that was named must be readable TOML."""
    assert "cannot be read" in refusal(file=tmp_path / "none.toml")
    assert "not TOML" in refusal(file=toml(tmp_path, "listen = "))


def test_value_that_is_no_scalar_is_refused(tmp_path: Path) -> None:
    """A list is no value of any setting."""
    assert "listen" in refusal(file=toml(tmp_path, 'listen = ["a"]\n'))


def test_every_setting_is_described() -> None:
    """What the reference is made from is complete: a name in each source, a type and a sentence."""
    described = list_settings()
    assert len({setting.key for setting in described}) == len(described)
    assert len({setting.environment for setting in described}) == len(described)
    assert all(setting.doc.endswith(".") and setting.type_name for setting in described)
