"""The fixture models of the conformance set: what README.md says of them, as bundles."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.support.bundle_uploads import bundle_files
from tests.support.odd_models import write_odd_model


@dataclass(frozen=True, slots=True)
class Fixture:
    """One fixture model.

    Attributes:
        write: writes its bundle into a new folder and returns that.
        loaded: whether it is loaded before the drivers start, so that no deadline of theirs has to hold a first load.
    """

    write: Callable[[Path], Path]
    loaded: bool = True


def _sklearn_classifier(path: Path, *, probabilities: bool) -> Path:
    """Logistic regression over four doubles whose coefficients are given, not fitted: the same on every machine."""
    import mlflow.sklearn
    import numpy as np
    import pandas as pd
    from mlflow.models import ModelSignature
    from mlflow.types.schema import ColSpec, DataType, Schema
    from sklearn.linear_model import LogisticRegression

    columns = ["age", "income", "visits", "balance"]
    frame = pd.DataFrame([[0.0] * 4, [1.0] * 4], columns=columns)
    model = LogisticRegression().fit(frame, [0, 1])
    model.coef_, model.intercept_ = np.array([[0.5, -0.25, 2.0, 1.0]]), np.array([-0.125])
    names = ["stays", "leaves"] if probabilities else ["label"]
    outputs = [ColSpec(DataType.double if probabilities else DataType.long, name) for name in names]
    inputs: list[Any] = [ColSpec(DataType.double, name) for name in columns]
    mlflow.sklearn.save_model(
        model,
        path,
        signature=ModelSignature(Schema(inputs), Schema(list(outputs))),
        pyfunc_predict_fn="predict_proba" if probabilities else "predict",
        input_example=frame,
        serialization_format="cloudpickle",
        pip_requirements=[],
    )
    return path


def _type(path: Path, *, name: str) -> Path:
    """One optional column, called by its type."""
    from mlflow.models import ModelSignature
    from mlflow.types import DataType
    from mlflow.types.schema import Array, ColSpec, Map, Object, Property, Schema

    nested: dict[str, Any] = {
        "array": Array(DataType.double),
        "grid": Array(Array(DataType.long)),
        "map": Map(DataType.long),
        "object": Object([Property("name", DataType.string), Property("size", DataType.double, required=False)]),
    }
    schema = Schema([ColSpec(nested[name] if name in nested else DataType[name], name, required=False)])
    return _save_function("Change", path, ModelSignature(schema, schema))


TYPES: Final = (
    *("boolean", "integer", "long", "float", "double", "string", "binary", "datetime"),
    *("array", "grid", "map", "object"),
)
"""The types that have a model each."""


def _named_tensors(path: Path) -> Path:
    import numpy as np
    from mlflow.models import ModelSignature
    from mlflow.types.schema import Schema, TensorSpec

    single, whole = np.dtype("float32"), np.dtype("int64")
    inputs = Schema([TensorSpec(single, (-1, 2, 2), "image"), TensorSpec(whole, (-1,), "offset")])
    outputs = Schema([TensorSpec(np.dtype("float64"), (-1,), "sum"), TensorSpec(single, (-1, 2, 2), "shifted")])
    return _save_function("Blend", path, ModelSignature(inputs, outputs))


def _unnamed_tensor(path: Path) -> Path:
    import numpy as np
    from mlflow.models import ModelSignature
    from mlflow.types.schema import Schema, TensorSpec

    double = np.dtype("float64")
    signature = ModelSignature(Schema([TensorSpec(double, (-1, 3))]), Schema([TensorSpec(double, (-1,))]))
    return _save_function("Dot", path, signature)


def _params(path: Path) -> Path:
    from mlflow.models import ModelSignature
    from mlflow.types.schema import ColSpec, DataType, ParamSchema, ParamSpec, Schema

    params = ParamSchema(
        [
            ParamSpec("factor", DataType.double, 2.0),
            ParamSpec("offsets", DataType.long, [1, 2], shape=(-1,)),
            ParamSpec("unit", DataType.string, "m"),
        ]
    )
    outputs = Schema([ColSpec(DataType.double, "y"), ColSpec(DataType.string, "unit")])
    signature = ModelSignature(Schema([ColSpec(DataType.double, "x")]), outputs, params)
    return _save_function("Scale", path, signature)


def _save_function(name: str, path: Path, signature: Any) -> Path:
    import cloudpickle  # type: ignore[import-untyped]
    import mlflow.pyfunc

    from tests.conformance import model_code

    cloudpickle.register_pickle_by_value(model_code)  # a worker cannot import the tests
    model = getattr(model_code, name)()
    mlflow.pyfunc.save_model(path, python_model=model, signature=signature, pip_requirements=[])
    return path


def _signature_only(path: Path, inputs: Mapping[str, str]) -> Path:
    """A bundle that can be registered and never loaded."""
    for name, content in bundle_files(inputs, salt=path.name).items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def _signature(**inputs: str) -> Fixture:
    return Fixture(functools.partial(_signature_only, inputs=inputs), loaded=False)


FIXTURES: Final[Mapping[str, Fixture]] = {
    "conformance.odd": Fixture(write_odd_model),
    "conformance.broken": Fixture(functools.partial(write_odd_model, flaw="broken"), loaded=False),
    "conformance.classifier": Fixture(functools.partial(_sklearn_classifier, probabilities=False)),
    "conformance.probabilities": Fixture(functools.partial(_sklearn_classifier, probabilities=True)),
    **{f"conformance.type.{name}": Fixture(functools.partial(_type, name=name), loaded=False) for name in TYPES},
    "conformance.named-tensors": Fixture(_named_tensors),
    "conformance.unnamed-tensor": Fixture(_unnamed_tensor),
    "conformance.params": Fixture(_params),
    "conformance.signature.plain": _signature(age="integer", city="string"),
    "conformance.signature.optional": _signature(age="integer", city="string", notes="string?"),
    "conformance.signature.widened": _signature(age="long", city="string"),
    "conformance.signature.removed": _signature(age="integer"),
    "conformance.signature.required": _signature(age="integer", city="string", country="string"),
}
"""Every fixture by the name of its model."""
