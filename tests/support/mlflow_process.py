"""This process's own settings of MLflow, which a test may not leave to the next."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest

_VARIABLES: Final = (
    "MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_TOKEN", "MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD"
)  # fmt: skip


@contextmanager
def without_mlflow_settings() -> Iterator[None]:
    """Nothing is set at first, and what is set inside is undone, in MLflow too."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _VARIABLES:
            patch.setenv(name, "")  # remembered
            patch.delenv(name)
        try:
            yield
        finally:
            if (mlflow := sys.modules.get("mlflow")) is not None:
                mlflow.set_tracking_uri(None)  # unsets the variable too, which is put back after
