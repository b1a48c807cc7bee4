"""What the server process must not import: each costs seconds of its start or megabytes for as long as it runs."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("mlflow", "pandas", "pyarrow", "sklearn", "opentelemetry.sdk", "uvicorn", "starlette")


def test_server_process_stays_light() -> None:
    """MLflow and data frames live in processes of their own, HTTP in the gateway; traces are loaded when asked for."""
    program = "import sys, hokusai_server.server_process; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert {module for module in HEAVY if module in loaded} == set()
