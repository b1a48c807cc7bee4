"""The `hokusai` command."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end the process with its exit code; see `hokusai.cli.exit_codes`."""
    try:
        from hokusai.cli.running import run
    except KeyboardInterrupt:
        # Interrupted while the libraries load: the code that explains interrupts is not there yet.
        sys.stderr.write("\nhokusai: interrupted\n")
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))
