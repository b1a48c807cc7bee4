"""Which MLflow, and with which credentials: plain values of one instance, nothing global."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final, Self
from urllib.parse import unquote, urlsplit, urlunsplit

DATABASE_NAME: Final = "mlflow.db"
EMBEDDED: Final = "the embedded store"


@dataclass(frozen=True, slots=True)
class MlflowCredentials:
    """What the server shows to a remote MLflow.

    Attributes:
        token: bearer token; excludes the other two.
        username: user of basic authentication.
        password: its password.
    """

    token: str | None = field(default=None, repr=False)
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def method(self) -> str:
        """The method in words, as errors name it."""
        if self.token is not None:
            return "bearer token"
        return "none" if self.username is None else f"basic, user {self.username!r}"


@dataclass(frozen=True, slots=True)
class MlflowConnection:
    """One MLflow to talk to.

    Attributes:
        tracking_uri: as MLflow's client takes it; never holds a password.
        credentials: for a remote MLflow.
        timeout: how long a remote MLflow may be silent within one HTTP request.
        directory: folder of the embedded store; None for a remote MLflow.
        ca_file: PEM file with the authorities that a remote MLflow's certificate may come from; None: the usual ones.
    """

    tracking_uri: str
    credentials: MlflowCredentials = MlflowCredentials()
    timeout: timedelta = timedelta(seconds=10)
    directory: Path | None = None
    ca_file: Path | None = None

    @classmethod
    def embedded(cls, directory: Path) -> Self:
        """MLflow on SQLite and files in `directory`, made on first use."""
        absolute = directory.absolute()
        return cls(f"sqlite:///{absolute / DATABASE_NAME}", directory=absolute)

    @classmethod
    def remote(
        cls,
        uri: str,
        credentials: MlflowCredentials = MlflowCredentials(),
        timeout: timedelta = timedelta(seconds=10),
        ca_file: Path | None = None,
    ) -> Self:
        """An MLflow server. A user and password in the URI are moved out of it; `credentials` of its own come first."""
        parts = urlsplit(uri.rstrip("/"))
        bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        if parts.username is not None and credentials.method == "none":
            credentials = MlflowCredentials(username=unquote(parts.username), password=unquote(parts.password or ""))
        return cls(bare, credentials, timeout, ca_file=ca_file)

    @property
    def is_remote(self) -> bool:
        """Whether calls leave this machine's process by HTTP."""
        return self.directory is None

    @property
    def shown_uri(self) -> str:
        """What errors call it: callers have no use for a path on the server's disk."""
        return self.tracking_uri if self.is_remote else EMBEDDED
