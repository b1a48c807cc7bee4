"""Writes the vectors whose expected values come from MLflow: python -m tests.conformance.generate [FOLDER]."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tests.conformance.drivers import VECTORS
from tests.conformance.oracle import Oracle
from tests.conformance.prediction_cases import NESTED, NULLS, SCALARS
from tests.conformance.tensor_vectors import parameter_vectors, tensor_vectors
from tests.conformance.type_vectors import estimator_vectors, not_finite_vectors, type_vectors
from tests.conformance.writing import readable

GENERATED: Final[Mapping[str, Callable[[Oracle], Iterator[dict[str, Any]]]]] = {
    "predictions of scalars": lambda oracle: type_vectors(oracle, SCALARS),
    "predictions of nulls": lambda oracle: type_vectors(oracle, NULLS, "-null"),
    "predictions of nested values": lambda oracle: type_vectors(oracle, NESTED),
    "predictions not finite": not_finite_vectors,
    "predictions of estimators": estimator_vectors,
    "predictions of tensors": tensor_vectors,
    "predictions with parameters": parameter_vectors,
}
"""What writes the vectors of each group."""


def file_name(group: str) -> str:
    """The file of a group."""
    return f"{group.replace(' ', '_')}.json"


def generate(folder: Path) -> None:
    """Write every generated file into the folder."""
    with tempfile.TemporaryDirectory() as scratch:
        oracle = Oracle(Path(scratch))
        for group, vectors in GENERATED.items():
            document = {"group": group, "vectors": list(vectors(oracle))}
            (folder / file_name(group)).write_text(readable(document) + "\n", encoding="utf-8")


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else VECTORS)
