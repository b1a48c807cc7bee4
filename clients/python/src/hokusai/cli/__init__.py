"""The `hokusai` command."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end the process with its exit code; see `hokusai.cli.exit_codes`."""
    # gRPC writes lines of its own, as about each connection that ends; what matters of them is in our messages.
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    try:
        from hokusai.cli.running import run
    except KeyboardInterrupt:
        # Interrupted while the libraries load: the code that explains interrupts is not there yet.
        sys.stderr.write("\nhokusai: interrupted\n")
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))
