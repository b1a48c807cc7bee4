"""The three models that every side serves, saved once as MLflow models and as plain estimators."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
from lightgbm import LGBMClassifier
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

TRAINING_ROWS = 2000
CITIES = ("Edo", "Kyoto", "Nara", "Osaka")


@dataclass(frozen=True, slots=True)
class BenchModel:
    """A trained model with rows to ask about.

    Attributes:
        name: `small`, `medium` or `strings`.
        folder: the MLflow model, with signature and input example.
        estimator_file: the estimator as joblib writes it.
        estimator: the estimator itself.
        rows: rows like those that it was trained on.
        tensor: whether a row is one run of doubles.
    """

    name: str
    folder: Path
    estimator_file: Path
    estimator: Any
    rows: pd.DataFrame
    tensor: bool

    def first_row(self, target: Path, *, tensor: bool) -> Path:
        """Write the question that every side is asked, with the answer, for a program in another environment.

        Args:
            tensor: ask with one tensor, not with one input a column.
        """
        row = self.rows.head(1)
        question = {
            "columns": list(row.columns),
            "dtypes": ["double" if dtype.kind == "f" else "string" for dtype in row.dtypes],
            "rows": row.to_numpy().tolist(),
            "expected": [int(value) for value in self.estimator.predict(row.to_numpy() if self.tensor else row)],
            "tensor": tensor,
        }
        target.write_text(json.dumps(question))
        return target


def small(folder: Path) -> BenchModel:
    """Scaler and logistic regression over 20 doubles."""
    rows = _doubles(20)
    return _saved("small", make_pipeline(StandardScaler(), LogisticRegression()), rows, folder, tensor=True)


def medium(folder: Path) -> BenchModel:
    """LightGBM with 200 trees over 50 doubles, one thread, so that all sides compute alike."""
    rows = _doubles(50)
    return _saved("medium", LGBMClassifier(n_estimators=200, n_jobs=1, verbose=-1), rows, folder, tensor=True)


def strings(folder: Path) -> BenchModel:
    """A pipeline over a pandas data frame: three columns of doubles scaled, one of strings encoded one-hot."""
    rows = _doubles(3)
    rows["city"] = np.random.default_rng(1).choice(CITIES, len(rows)).astype(object)
    encoder = OneHotEncoder(categories=[list(CITIES)], handle_unknown="ignore")
    columns = make_column_transformer((StandardScaler(), ["x0", "x1", "x2"]), (encoder, ["city"]))
    return _saved("strings", make_pipeline(columns, LogisticRegression()), rows, folder, tensor=False)


MODELS: dict[str, Callable[[Path], BenchModel]] = {"small": small, "medium": medium, "strings": strings}


def _doubles(columns: int) -> pd.DataFrame:
    values = np.random.default_rng(0).random((TRAINING_ROWS, columns))
    return pd.DataFrame(values, columns=[f"x{index}" for index in range(columns)])


def _saved(name: str, estimator: Any, rows: pd.DataFrame, folder: Path, *, tensor: bool) -> BenchModel:
    import mlflow.sklearn
    from mlflow.models import infer_signature

    # Plain values where all columns are doubles: peers hand the estimator an array without names.
    given = rows.to_numpy() if tensor else rows
    estimator.fit(given, (rows["x0"] > 0.5).astype(int))
    estimator_file, saved = folder / f"{name}.joblib", folder / name
    joblib.dump(estimator, estimator_file)
    mlflow.sklearn.save_model(
        estimator,
        str(saved),
        signature=infer_signature(rows, estimator.predict(given)),
        input_example=rows.head(2),
        serialization_format="cloudpickle",
    )
    return BenchModel(name, saved, estimator_file, estimator, rows, tensor)
