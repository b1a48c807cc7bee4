"""Bundles for tests: directories of real MLflow models."""

from __future__ import annotations

from pathlib import Path


def save_linear_model(directory: Path, slope: float = 2.0) -> Path:
    """Save y = slope · x as a scikit-learn model with a signature; returns the directory."""
    import mlflow.sklearn
    import numpy as np
    import pandas as pd
    from mlflow.models import infer_signature
    from sklearn.linear_model import LinearRegression

    inputs = pd.DataFrame({"x": np.arange(5.0)})
    model = LinearRegression().fit(inputs, slope * inputs["x"])
    mlflow.sklearn.save_model(
        model,
        str(directory),
        signature=infer_signature(inputs, model.predict(inputs)),
        pip_requirements=["scikit-learn"],
    )
    return directory
