"""Who may import whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# Imported by every worker process and by scripts that only build messages; none of these belongs there.
HEAVY = ("grpc", "mlflow", "pandas", "pyarrow", "sklearn", "protovalidate", "rich", "typer")


def test_layers_import_inwards_only() -> None:
    """The contracts of import-linter in pyproject.toml hold."""
    linter = Path(sys.executable).parent / "lint-imports"
    finished = subprocess.run([linter, "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout


def test_messages_import_without_grpc_and_data_libraries() -> None:
    """`import hokusai.inference.v1.payload_pb2` loads protobuf and nothing heavy."""
    program = f"""
import sys
import hokusai.inference.v1.payload_pb2
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert finished.stdout.strip() == "[]"
