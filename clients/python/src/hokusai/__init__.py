"""Client of Hokusai: register, version, promote, predict with and track models over gRPC.

import hokusai
client = hokusai.Client()  # HOKUSAI_ADDRESS, else 127.0.0.1:50051
client.register_baseline("lead_scoring", model, input_example=rows)
client.predict("lead_scoring", rows).values
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hokusai.lazy_exports import lazy

if TYPE_CHECKING:
    from hokusai import aio as aio
    from hokusai import exceptions as exceptions
    from hokusai.client import Client as Client
    from hokusai.connection import TLSSettings as TLSSettings
    from hokusai.exceptions import HokusaiError as HokusaiError
    from hokusai.inference.pipeline import HokusaiInferencePipeline as HokusaiInferencePipeline
    from hokusai.inference.prediction import FailedBatch as FailedBatch
    from hokusai.inference.prediction import Prediction as Prediction
    from hokusai.inference.traffic_router import ModelTrafficRouter as ModelTrafficRouter
    from hokusai.mlflow_auth import (
        MLflowAuthStatus as MLflowAuthStatus,
    )
    from hokusai.mlflow_auth import (
        get_mlflow_auth_status as get_mlflow_auth_status,
    )
    from hokusai.mlflow_auth import (
        setup_mlflow_auth as setup_mlflow_auth,
    )
    from hokusai.registry.model_registry import ModelRegistry as ModelRegistry
    from hokusai.retrying import RetryPolicy as RetryPolicy
    from hokusai.tracking.experiment_manager import ExperimentManager as ExperimentManager
    from hokusai.tracking.performance_tracker import PerformanceTracker as PerformanceTracker
    from hokusai.versions.version_manager import ModelVersionManager as ModelVersionManager

__all__ = [
    "Client",
    "ExperimentManager",
    "FailedBatch",
    "HokusaiError",
    "HokusaiInferencePipeline",
    "MLflowAuthStatus",
    "ModelRegistry",
    "ModelTrafficRouter",
    "ModelVersionManager",
    "PerformanceTracker",
    "Prediction",
    "RetryPolicy",
    "TLSSettings",
    "aio",
    "exceptions",
    "get_mlflow_auth_status",
    "setup_mlflow_auth",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Client": "hokusai.client",
        "ExperimentManager": "hokusai.tracking.experiment_manager",
        "FailedBatch": "hokusai.inference.prediction",
        "HokusaiError": "hokusai.exceptions",
        "HokusaiInferencePipeline": "hokusai.inference.pipeline",
        "MLflowAuthStatus": "hokusai.mlflow_auth",
        "ModelRegistry": "hokusai.registry.model_registry",
        "ModelTrafficRouter": "hokusai.inference.traffic_router",
        "ModelVersionManager": "hokusai.versions.version_manager",
        "PerformanceTracker": "hokusai.tracking.performance_tracker",
        "Prediction": "hokusai.inference.prediction",
        "RetryPolicy": "hokusai.retrying",
        "TLSSettings": "hokusai.connection",
        "aio": "hokusai.aio",
        "exceptions": "hokusai.exceptions",
        "get_mlflow_auth_status": "hokusai.mlflow_auth",
        "setup_mlflow_auth": "hokusai.mlflow_auth",
    },
)
