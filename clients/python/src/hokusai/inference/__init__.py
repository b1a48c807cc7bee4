"""Predictions with registered versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hokusai.lazy_exports import lazy

if TYPE_CHECKING:
    from hokusai.inference.pipeline import HokusaiInferencePipeline as HokusaiInferencePipeline
    from hokusai.inference.prediction import (
        FailedBatch as FailedBatch,
    )
    from hokusai.inference.prediction import (
        LoadedModel as LoadedModel,
    )
    from hokusai.inference.prediction import (
        Prediction as Prediction,
    )
    from hokusai.inference.prediction import (
        Resumption as Resumption,
    )
    from hokusai.inference.prediction import (
        ServedBy as ServedBy,
    )
    from hokusai.inference.prediction import (
        SignatureReport as SignatureReport,
    )
    from hokusai.inference.traffic_calls import TrafficPolicy as TrafficPolicy
    from hokusai.inference.traffic_router import ModelTrafficRouter as ModelTrafficRouter

__all__ = [
    "FailedBatch",
    "HokusaiInferencePipeline",
    "LoadedModel",
    "ModelTrafficRouter",
    "Prediction",
    "Resumption",
    "ServedBy",
    "SignatureReport",
    "TrafficPolicy",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "FailedBatch": "hokusai.inference.prediction",
        "HokusaiInferencePipeline": "hokusai.inference.pipeline",
        "LoadedModel": "hokusai.inference.prediction",
        "ModelTrafficRouter": "hokusai.inference.traffic_router",
        "Prediction": "hokusai.inference.prediction",
        "Resumption": "hokusai.inference.prediction",
        "ServedBy": "hokusai.inference.prediction",
        "SignatureReport": "hokusai.inference.prediction",
        "TrafficPolicy": "hokusai.inference.traffic_calls",
    },
)
