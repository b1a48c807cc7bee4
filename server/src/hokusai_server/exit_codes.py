"""How the server process ends, as a number that scripts can rely on."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of `hokusai serve`, `config` and `keys`. A second signal ends with 128 plus its number."""

    OK = 0
    FAILURE = 1
    SETTINGS_INVALID = 2
    PORT_UNAVAILABLE = 3
    DATA_DIR_UNUSABLE = 4
    DATA_DIR_IN_USE = 5
    SCHEMA_NEWER = 6
    CATALOGUE_UNREACHABLE = 7
    MLFLOW_UNREACHABLE = 8
    MLFLOW_REFUSED = 9
    TLS_INVALID = 10

    @property
    def meaning(self) -> str:
        """What happened, and what to do."""
        return _MEANINGS[self]


_MEANINGS = {
    ExitCode.OK: "The server drained and stopped as asked.",
    ExitCode.FAILURE: "A fault that nobody foresaw; the log holds its traceback.",
    ExitCode.SETTINGS_INVALID: "A setting is misspelt, has a bad value or contradicts another.",
    ExitCode.PORT_UNAVAILABLE: "An address cannot be bound; another program has it, or it is not of this machine.",
    ExitCode.DATA_DIR_UNUSABLE: "The data directory cannot be made or written; check its path and permissions.",
    ExitCode.DATA_DIR_IN_USE: "Another server uses the data directory; stop it or give this one another.",
    ExitCode.SCHEMA_NEWER: "The catalogue was written by a newer release; run that release, or a later one.",
    ExitCode.CATALOGUE_UNREACHABLE: "The catalogue's database does not answer; check catalogue.url and the database.",
    ExitCode.MLFLOW_UNREACHABLE: "MLflow does not answer; check MLFLOW_TRACKING_URI and that server.",
    ExitCode.MLFLOW_REFUSED: "MLflow refused the credentials; check MLFLOW_TRACKING_TOKEN or USERNAME and PASSWORD.",
    ExitCode.TLS_INVALID: "A TLS file is missing, unreadable or not a usable pair; check the tls settings.",
}


class StartupError(Exception):
    """The server cannot start; the message is one line that says why and what to do."""

    def __init__(self, exit_code: ExitCode, message: str) -> None:
        super().__init__(message)
        self.exit_code = exit_code
