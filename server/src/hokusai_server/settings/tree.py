"""The settings of the server: one frozen tree, every value declared once with its unit, default and meaning."""

# ruff: noqa: RUF009 - `setting(...)` is a `dataclasses.field`, and its defaults are immutable
from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import platformdirs

from hokusai_server.domain.inference_events import UnregisteredModels
from hokusai_server.settings.access import AuthSettings
from hokusai_server.settings.declaration import setting
from hokusai_server.settings.predicting import InferenceSettings, LimitSettings
from hokusai_server.settings.values import ByteSize, DatabaseUri, HostPort, HttpUri, Origins, Secret


class LogFormat(enum.Enum):
    """How log lines are written."""

    TEXT = "text"
    JSON = "json"


class LogLevel(enum.Enum):
    """The least severity that is written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class DataPlane(enum.Enum):
    """What owns the gRPC port and answers inference calls."""

    AUTO = "auto"
    NATIVE = "native"
    PYTHON = "python"


def default_data_dir() -> Path:
    """The platform's folder for the data of this user's programs."""
    return platformdirs.user_data_path("hokusai")


@dataclass(frozen=True, slots=True)
class TlsSettings:
    """Encryption of the gRPC port."""

    certificate: Path | None = setting(
        None, "PEM file with the server's certificate chain. Unset: the gRPC port speaks plain text.", flag="--tls-cert"
    )
    key: Path | None = setting(None, "PEM file with the private key of the certificate.", flag="--tls-key")
    client_ca: Path | None = setting(
        None,
        "PEM file with the authorities that sign client certificates; every client must then show one (mutual TLS). "
        "Unset: clients need no certificate.",
        flag="--tls-client-ca",
    )


@dataclass(frozen=True, slots=True)
class MlflowSettings:
    """The MLflow that holds runs, artifacts and the registry that stock tools see."""

    tracking_uri: HttpUri | None = setting(
        None,
        "Address of an MLflow server, https://mlflow.example.com. Unset: an embedded MLflow in the data directory.",
        environment="MLFLOW_TRACKING_URI",
    )
    token: Secret | None = setting(
        None, "Bearer token for MLflow. Not together with a user name.", environment="MLFLOW_TRACKING_TOKEN"
    )
    username: str | None = setting(
        None, "User name for MLflow's basic authentication.", environment="MLFLOW_TRACKING_USERNAME"
    )
    password: Secret | None = setting(
        None, "Password for MLflow's basic authentication.", environment="MLFLOW_TRACKING_PASSWORD"
    )
    ca_certificate: Path | None = setting(
        None,
        "PEM file with the authorities that a remote MLflow's certificate may come from. Unset: the usual ones.",
        environment="MLFLOW_TRACKING_SERVER_CERT_PATH",
    )
    timeout: timedelta = setting(
        timedelta(seconds=10),
        "How long one call to a remote MLflow may take, the check at start included.",
        minimum=timedelta(milliseconds=100),
    )


@dataclass(frozen=True, slots=True)
class CatalogueSettings:
    """The database of models, versions, aliases and history."""

    url: DatabaseUri | None = setting(
        None,
        "PostgreSQL database, postgresql://user:password@host:5432/name. Unset: SQLite in the data directory.",
    )


@dataclass(frozen=True, slots=True)
class BundleSettings:
    """What an uploaded bundle may be."""

    max_bytes: ByteSize = setting(ByteSize(64 * 2**30), "Largest bundle, all files together.", minimum=ByteSize(1))
    max_files: int = setting(10_000, "Most files in a bundle.", minimum=1)


@dataclass(frozen=True, slots=True)
class RegistrySettings:
    """What the registry demands of versions."""

    require_signature: bool = setting(
        False,
        "Refuse versions without a signature. Unless set they are taken, and count as if anything might have changed.",
    )


@dataclass(frozen=True, slots=True)
class TrackingSettings:
    """Inference events."""

    unregistered_models: UnregisteredModels = setting(
        UnregisteredModels.REFUSE,
        "What becomes of inference events of a model or version that is not registered here: refuse answers "
        "MODEL_NOT_FOUND or VERSION_NOT_FOUND, accept counts them.",
    )
    spool: ByteSize = setting(
        ByteSize(2**30),
        "Most bytes of inference events on disk that wait to be counted; the next are refused with SPOOL_FULL.",
        minimum=ByteSize(16 * 2**20),
    )


@dataclass(frozen=True, slots=True)
class LogSettings:
    """The server's own log, on stderr."""

    format: LogFormat = setting(LogFormat.TEXT, "How lines are written.", flag="--log-format")
    level: LogLevel = setting(LogLevel.INFO, "The least severity written.", flag="--log-level")


@dataclass(frozen=True, slots=True)
class TraceSettings:
    """OpenTelemetry traces."""

    otlp_endpoint: str | None = setting(
        None,
        "Where spans are sent over OTLP/gRPC, e.g. http://localhost:4317. Unset: no spans are recorded.",
        environment="OTEL_EXPORTER_OTLP_ENDPOINT",
    )


@dataclass(frozen=True, slots=True)
class DrainSettings:
    """How the server ends."""

    grace: timedelta = setting(
        timedelta(seconds=30),
        "How long running calls and streams may go on after SIGTERM or SIGINT; a second signal ends at once.",
        minimum=timedelta(0),
    )
    lag: timedelta = setting(
        timedelta(0),
        "How long new calls are still taken after the health turned NOT_SERVING, so that load balancers notice first.",
        minimum=timedelta(0),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, as it is in effect."""

    listen: HostPort = setting(
        HostPort("127.0.0.1", 50051), "Where gRPC is served; port 0 picks a free one.", flag="--listen"
    )
    gateway: HostPort = setting(
        HostPort("127.0.0.1", 8080),
        "Where HTTP (/livez, /readyz, /metrics, calls as Connect JSON) is served; port 0 picks a free one.",
        flag="--gateway",
    )
    gateway_origins: Origins | None = setting(
        None,
        "Whose web pages may call by HTTP: origins with commas between, such as https://app.example.com. Unset: only "
        "pages that come from the gateway itself, under localhost or an address.",
    )
    data_plane: DataPlane = setting(
        DataPlane.AUTO,
        "What owns the gRPC port and answers predictions: the native program, or this process. auto takes the native "
        "one where it was built.",
        flag="--data-plane",
    )
    data_plane_program: Path | None = setting(
        None, "The native data plane's program. Unset: the one that was built beside the server."
    )
    data_dir: Path = setting(
        default_data_dir,
        "Folder of everything that the server keeps.",
        flag="--data-dir",
        default_text="the platform's data folder of the user",
    )
    ready_file: Path | None = setting(
        None, "JSON file written once the server serves, with both bound addresses.", flag="--ready-file"
    )
    mock_mode: bool = setting(
        False,
        "Run on a throw-away embedded store, removed at the end; every reply carries the header `hokusai-mode: mock`.",
        flag="--mock",
    )
    optional_mlflow: bool = setting(
        False, "Go on while a remote MLflow is away. Not offered yet: the server refuses to start with it."
    )
    allow_plaintext: bool = setting(
        False, "Serve gRPC without TLS on an address that other machines reach.", flag="--allow-plaintext"
    )
    reflection: bool = setting(True, "Offer gRPC server reflection, which grpcurl uses.")
    tls: TlsSettings = field(default_factory=TlsSettings)
    auth: AuthSettings = field(default_factory=AuthSettings)
    mlflow: MlflowSettings = field(default_factory=MlflowSettings)
    catalogue: CatalogueSettings = field(default_factory=CatalogueSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    bundles: BundleSettings = field(default_factory=BundleSettings)
    registry: RegistrySettings = field(default_factory=RegistrySettings)
    inference: InferenceSettings = field(default_factory=InferenceSettings)
    drain: DrainSettings = field(default_factory=DrainSettings)
    tracking: TrackingSettings = field(default_factory=TrackingSettings)
    log: LogSettings = field(default_factory=LogSettings)
    traces: TraceSettings = field(default_factory=TraceSettings)
