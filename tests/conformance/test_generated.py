"""The committed expectations of predictions are what MLflow says in this process."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.drivers import VECTORS
from tests.conformance.expected import CLOSE
from tests.conformance.generate import GENERATED, file_name, generate

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def read(folder: Path) -> dict[str, Any]:
    return {
        file_name(group): json.loads((folder / file_name(group)).read_text(encoding="utf-8")) for group in GENERATED
    }


def same(committed: Any, fresh: Any) -> bool:
    """Equal, but for the last places of what is compared closely anyway."""
    if isinstance(committed, float) and isinstance(fresh, float):
        return committed == fresh or math.isclose(committed, fresh, rel_tol=CLOSE / 10)
    if isinstance(committed, dict) and isinstance(fresh, dict):
        return committed.keys() == fresh.keys() and all(same(value, fresh[key]) for key, value in committed.items())
    if isinstance(committed, list) and isinstance(fresh, list):
        return len(committed) == len(fresh) and all(map(same, committed, fresh))
    return type(committed) is type(fresh) and bool(committed == fresh)


def test_expected_predictions_are_what_mlflow_says(tmp_path: Path) -> None:
    generate(tmp_path)
    fresh = read(tmp_path)
    stale = [name for name, document in read(VECTORS).items() if not same(document, fresh[name])]
    assert stale == [], "python -m tests.conformance.generate"
