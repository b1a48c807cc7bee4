"""How the server starts its zygote: the arguments, and an environment without secrets."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PASSED_ON = ("PATH", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME")
"""What a Python process needs of the server's environment to find its libraries and to print text. Everything else
stays behind.
"""

_THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)

_KEPT_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ZygoteCommand:
    """A program to start with a connected Unix stream socket as its standard input."""

    argv: tuple[str, ...]
    environment: Mapping[str, str]
    """The whole environment: nothing is inherited."""


def zygote_command(
    *, home: Path, threads_per_worker: int = 1, inherited: Mapping[str, str] = os.environ
) -> ZygoteCommand:
    """Say how to start the zygote.

    Args:
        home: an existing directory that model code sees as home and as the place of temporary files; it should hold
            nothing else. threads_per_worker: how many threads OpenMP and BLAS use in a worker. inherited: the
            environment from which the harmless variables are taken.

    Returns:
        Arguments and environment. Standard input must be one end of a socket pair; standard output and error
        receive the zygote's own few lines. The zygote makes itself leader of a session, so that a Ctrl-C at the
        server's terminal does not reach it.
    """
    environment = {name: inherited[name] for name in _PASSED_ON if name in inherited}
    environment |= {name: str(threads_per_worker) for name in _THREAD_VARIABLES}
    environment |= {
        # Waiting threads sleep instead of spinning: on a machine that is shared, spinning costs LightGBM a hundredfold.
        "OMP_WAIT_POLICY": "passive",
        "HOME": str(home),
        "TMPDIR": str(home),
        "PYTHONUNBUFFERED": "1",  # a crash loses no line of the log
        # Memory of one batch is kept for the next: taking it anew costs 1000 page faults for 1 MiB of input.
        "MALLOC_MMAP_THRESHOLD_": str(_KEPT_BYTES),
        "MALLOC_TRIM_THRESHOLD_": str(_KEPT_BYTES),
        # Threads that allocators start would be lost by a fork.
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
        "MLFLOW_DISABLE_TELEMETRY": "true",
        "MLFLOW_TRACKING_URI": f"sqlite:///{home}/unused-mlflow.db",  # loading a local bundle never opens it
        "GIT_PYTHON_REFRESH": "quiet",
    }
    return ZygoteCommand((sys.executable, "-m", "hokusai_server.adapters.runtime.zygote"), environment)
