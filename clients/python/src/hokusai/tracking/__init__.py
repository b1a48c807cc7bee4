"""Experiments, runs and inference events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hokusai.lazy_exports import lazy

if TYPE_CHECKING:
    from hokusai.tracking.experiment_manager import ActiveRun as ActiveRun
    from hokusai.tracking.experiment_manager import ExperimentManager as ExperimentManager
    from hokusai.tracking.inference_events import (
        InferenceStatistics as InferenceStatistics,
    )
    from hokusai.tracking.inference_events import (
        TrackingReceipt as TrackingReceipt,
    )
    from hokusai.tracking.performance_tracker import PerformanceTracker as PerformanceTracker
    from hokusai.tracking.runs import Experiment as Experiment
    from hokusai.tracking.runs import MetricPoint as MetricPoint
    from hokusai.tracking.runs import Run as Run

__all__ = [
    "ActiveRun",
    "Experiment",
    "ExperimentManager",
    "InferenceStatistics",
    "MetricPoint",
    "PerformanceTracker",
    "Run",
    "TrackingReceipt",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "ActiveRun": "hokusai.tracking.experiment_manager",
        "Experiment": "hokusai.tracking.runs",
        "ExperimentManager": "hokusai.tracking.experiment_manager",
        "InferenceStatistics": "hokusai.tracking.inference_events",
        "MetricPoint": "hokusai.tracking.runs",
        "PerformanceTracker": "hokusai.tracking.performance_tracker",
        "Run": "hokusai.tracking.runs",
        "TrackingReceipt": "hokusai.tracking.inference_events",
    },
)
