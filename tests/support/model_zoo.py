"""Real MLflow models of many kinds, saved as bundles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cloudpickle  # type: ignore[import-untyped]
import mlflow.lightgbm
import mlflow.pyfunc
import mlflow.sklearn
import numpy as np
import pandas as pd
from mlflow.models import ModelSignature, infer_signature
from mlflow.types import DataType
from mlflow.types.schema import Array, ColSpec, Map, Object, Property, Schema, TensorSpec

_RANDOM = np.random.default_rng(7)


def classifier(path: Path) -> Path:
    """Scaled logistic regression over four doubles, with an input example."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    frame = pd.DataFrame(_RANDOM.normal(size=(200, 4)), columns=list("abcd"))
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(frame, frame.sum(axis=1) > 0)
    return _save_sklearn(model, frame, path, input_example=frame[:5])


def probabilities(path: Path) -> Path:
    """A classifier served by its predict_proba: two unnamed columns."""
    from sklearn.linear_model import LogisticRegression

    frame = pd.DataFrame(_RANDOM.normal(size=(100, 3)), columns=list("xyz"))
    model = LogisticRegression().fit(frame, frame["x"] > 0)
    signature = infer_signature(frame, model.predict_proba(frame))
    mlflow.sklearn.save_model(model, path, signature=signature, pyfunc_predict_fn="predict_proba", **_PICKLE)
    return path


def regressor(path: Path) -> Path:
    """Gradient boosting over whole and floating numbers of all widths, missing values allowed."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    frame = pd.DataFrame(
        {
            "integer": _RANDOM.integers(-5, 5, 300).astype(np.int32),
            "long": _RANDOM.integers(-5, 5, 300),
            "float": _RANDOM.normal(size=300).astype(np.float32),
            "double": np.where(_RANDOM.random(300) < 0.2, np.nan, _RANDOM.normal(size=300)),
        }
    )
    model = HistGradientBoostingRegressor(max_iter=10).fit(frame, frame["integer"] * 2 + frame["double"].fillna(7))
    return _save_sklearn(model, frame, path)


def mixed_pipeline(path: Path) -> Path:
    """A pipeline that picks columns by name: one-hot text, imputed doubles."""
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LinearRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder

    frame = pd.DataFrame(
        {
            "city": _RANDOM.choice(["Berlin", "Edo", "Oslo"], 120),
            "age": np.where(_RANDOM.random(120) < 0.2, np.nan, _RANDOM.normal(40, 9, 120)),
            "member": _RANDOM.random(120) < 0.5,
        }
    )
    chosen = ColumnTransformer(
        [("city", OneHotEncoder(handle_unknown="ignore"), ["city"]), ("age", SimpleImputer(), ["age"])],
        remainder="passthrough",
    )
    model = make_pipeline(chosen, LinearRegression()).fit(frame, frame["age"].fillna(0) + (frame["city"] == "Edo"))
    return _save_sklearn(model, frame, path, input_example=frame[:3])


def boosted_trees(path: Path) -> Path:
    """LightGBM over three doubles."""
    import lightgbm

    frame = pd.DataFrame(_RANDOM.normal(size=(200, 3)), columns=list("uvw"))
    model = lightgbm.LGBMRegressor(n_estimators=10, min_child_samples=5, verbose=-1, n_jobs=1)
    model.fit(frame, frame["u"] * 3 - frame["w"])
    signature = infer_signature(frame, model.predict(frame))
    mlflow.lightgbm.save_model(model, path, signature=signature, input_example=frame[:4], pip_requirements=[])
    return path


def forest(path: Path) -> Path:
    """A random forest trained on all cores, saved the way MLflow does by default (skops)."""
    from sklearn.ensemble import RandomForestClassifier

    frame = pd.DataFrame(_RANDOM.normal(size=(120, 3)), columns=list("abc"))
    model = RandomForestClassifier(20, n_jobs=-1, random_state=0).fit(frame, frame["a"] > 0)
    signature = infer_signature(frame, model.predict(frame))
    options: dict[str, Any] = {"skops_trusted_types": ["sklearn.tree._tree.Tree"], "pip_requirements": []}
    mlflow.sklearn.save_model(model, path, signature=signature, input_example=frame[:3], **options)
    return path


def numbered_columns(path: Path) -> Path:
    """A model trained on a frame whose columns are numbers."""
    from sklearn.linear_model import LinearRegression

    frame = pd.DataFrame(_RANDOM.normal(size=(50, 3)))
    return _save_sklearn(LinearRegression().fit(frame, frame[0] - frame[2]), frame, path, input_example=frame[:3])


def gradient_boosting(path: Path) -> Path:
    """XGBoost over three doubles, without an input example."""
    import mlflow.xgboost
    import xgboost

    frame = pd.DataFrame(_RANDOM.normal(size=(200, 3)), columns=list("abc"))
    model = xgboost.XGBRegressor(n_estimators=10).fit(frame, frame["a"] * 3)
    signature = infer_signature(frame, model.predict(frame))
    mlflow.xgboost.save_model(model, path, signature=signature, pip_requirements=[])
    return path


ECHO_COLUMNS = ["boolean", "integer", "long", "float", "double", "string", "binary", "datetime"]


def echo(path: Path) -> Path:
    """A Python function that returns what it was given: every scalar type, required and optional."""
    kinds = [(DataType[name], need) for need in ("required", "optional") for name in ECHO_COLUMNS]
    columns: list[Any] = [ColSpec(kind, f"{kind.name}_{need}", need == "required") for kind, need in kinds]
    return save_function("Echo", path, ModelSignature(Schema(columns)))


def nested_echo(path: Path) -> Path:
    """A Python function that describes nested columns as text."""
    thing = Object([Property("name", DataType.string), Property("size", DataType.double, required=False)])
    columns: list[Any] = [
        ColSpec(Array(DataType.double), "numbers"),
        ColSpec(Array(Array(DataType.long)), "grid"),
        ColSpec(thing, "thing"),
        ColSpec(Map(DataType.long), "counts", required=False),
    ]
    return save_function("Describe", path, ModelSignature(Schema(columns), Schema([ColSpec("string", "text")])))


def tensors(path: Path) -> Path:
    """A Python function over two named tensors that returns two named arrays."""
    inputs = Schema(
        [TensorSpec(np.dtype("float32"), (-1, 2, 2), "image"), TensorSpec(np.dtype("int64"), (-1,), "offset")]
    )
    return save_function("Blend", path, ModelSignature(inputs))


def unnamed_tensor(path: Path) -> Path:
    """A scikit-learn model trained on a bare array."""
    from sklearn.linear_model import LinearRegression

    array = _RANDOM.normal(size=(50, 3))
    model = LinearRegression().fit(array, array @ [1.0, 2.0, 3.0])
    signature = infer_signature(array, model.predict(array))
    mlflow.sklearn.save_model(model, path, signature=signature, input_example=array[:3], **_PICKLE)
    return path


def save_function(name: str, path: Path, signature: ModelSignature | None, example: Any = None) -> Path:
    """Save a class of zoo_code as a Python function model."""
    from tests.support import zoo_code

    cloudpickle.register_pickle_by_value(zoo_code)  # a worker cannot import the tests
    model = getattr(zoo_code, name)()
    mlflow.pyfunc.save_model(path, python_model=model, signature=signature, input_example=example, pip_requirements=[])
    return path


_PICKLE: dict[str, Any] = {"serialization_format": "cloudpickle", "pip_requirements": []}


def _save_sklearn(model: Any, frame: pd.DataFrame, path: Path, **options: Any) -> Path:
    signature = infer_signature(frame, model.predict(frame))
    mlflow.sklearn.save_model(model, path, signature=signature, **options, **_PICKLE)
    return path
