"""What this server is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hokusai_server.domain.mode import Mode


@dataclass(frozen=True, slots=True)
class SystemInformation:
    """Facts about the server that never change while it runs.

    Attributes:
        mode: how it was started.
        server_version: its release, as SemVer.
        start_time: when the process began to serve.
        mlflow_tracking_uri: the MLflow behind it, without credentials.
        instance_id: a UUID of this process.
        catalogue_backend: `sqlite` or `postgresql`.
        native_data_plane: whether the native program answers predictions, not this process.
    """

    mode: Mode
    server_version: str
    start_time: datetime
    mlflow_tracking_uri: str
    instance_id: str
    catalogue_backend: str
    native_data_plane: bool = False
