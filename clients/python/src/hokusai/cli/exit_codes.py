"""How a client command ends, as a number that scripts rely on. `serve`, `config` and `keys` have codes of their own."""

from __future__ import annotations

from enum import IntEnum

from hokusai import exceptions


class ExitCode(IntEnum):
    """Exit codes of all commands but `serve`, `config` and `keys`."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    NO_CONNECTION = 3
    NOT_FOUND = 4
    REFUSED = 5
    MODEL_FAILED = 6
    TRY_LATER = 7
    NOT_ALLOWED = 8
    FAULTS_FOUND = 9
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        """What happened."""
        return _MEANINGS[self]


_MEANINGS = {
    ExitCode.OK: "Done.",
    ExitCode.FAILURE: "A fault of the server, or one that nobody foresaw.",
    ExitCode.USAGE: "The command line is wrong, or names a file that cannot be read or written.",
    ExitCode.NO_CONNECTION: "Nobody answers at the address, or the connection broke for good.",
    ExitCode.NOT_FOUND: "The model, version, alias, run or experiment is not there.",
    ExitCode.REFUSED: "The server refused: bad input, a conflict, something in the way, or not built yet.",
    ExitCode.MODEL_FAILED: "The model's own code failed.",
    ExitCode.TRY_LATER: "Busy, overloaded, or not done before the deadline; the same command may succeed later.",
    ExitCode.NOT_ALLOWED: "The server, or MLflow, does not accept the credentials.",
    ExitCode.FAULTS_FOUND: "`hokusai doctor` found faults; it has printed what to do.",
    ExitCode.INTERRUPTED: "Interrupted; nothing was left half-written.",
}

# The first class that fits decides.
_BY_CLASS: tuple[tuple[type[exceptions.HokusaiError], ExitCode], ...] = (
    (exceptions.MLflowAuthenticationError, ExitCode.NOT_ALLOWED),
    (exceptions.AuthenticationError, ExitCode.NOT_ALLOWED),
    (exceptions.AuthorizationError, ExitCode.NOT_ALLOWED),
    (exceptions.InvalidClientSettings, ExitCode.USAGE),
    (exceptions.ModelNotLoggable, ExitCode.USAGE),
    (exceptions.HokusaiConnectionError, ExitCode.NO_CONNECTION),
    (exceptions.HokusaiTimeoutError, ExitCode.TRY_LATER),
    (exceptions.UnavailableError, ExitCode.TRY_LATER),
    (exceptions.ExhaustedError, ExitCode.TRY_LATER),
    (exceptions.NotFoundError, ExitCode.NOT_FOUND),
    (exceptions.ModelFailedError, ExitCode.MODEL_FAILED),
    (exceptions.InvalidArgumentError, ExitCode.REFUSED),
    (exceptions.AlreadyExistsError, ExitCode.REFUSED),
    (exceptions.PreconditionError, ExitCode.REFUSED),
    (exceptions.ConflictError, ExitCode.REFUSED),
    (exceptions.UnimplementedError, ExitCode.REFUSED),
)


def exit_code_of(error: exceptions.HokusaiError) -> ExitCode:
    """The code with which a failed call ends a command."""
    return next((code for kind, code in _BY_CLASS if isinstance(error, kind)), ExitCode.FAILURE)
