"""The `hokusai` command."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end the process with its exit code; see `hokusai.cli.exit_codes`."""
    from hokusai.cli.running import run

    sys.exit(run(sys.argv[1:]))
