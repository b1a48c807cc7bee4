"""The `hokusai` command."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end the process with its exit code; see `hokusai.cli.exit_codes`."""
    # gRPC writes lines of its own, as about each connection that ends; what matters of them is in our messages.
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    try:
        from hokusai.cli.exit_codes import ExitCode
        from hokusai.cli.running import run
    except KeyboardInterrupt:
        # Interrupted while the libraries load: the code that explains interrupts is not there yet.
        sys.stderr.write("\nhokusai: interrupted\n")
        sys.exit(130)
    code = run(sys.argv[1:])
    if code == ExitCode.INTERRUPTED:
        # An interrupt may catch gRPC's or Arrow's threads anywhere, and waiting for them may then end in a crash or
        # never; files were tidied up on the way here.
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
