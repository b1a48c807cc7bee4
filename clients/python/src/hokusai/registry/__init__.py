"""Models, their versions and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hokusai.lazy_exports import lazy

if TYPE_CHECKING:
    from hokusai.registry.calls import LineageNode as LineageNode
    from hokusai.registry.metrics import Metric as Metric
    from hokusai.registry.metrics import MetricComparison as MetricComparison
    from hokusai.registry.model import Model as Model
    from hokusai.registry.model_registry import ModelRegistry as ModelRegistry
    from hokusai.registry.model_version import (
        Contributor as Contributor,
    )
    from hokusai.registry.model_version import (
        MlflowVersion as MlflowVersion,
    )
    from hokusai.registry.model_version import (
        ModelVersion as ModelVersion,
    )
    from hokusai.registry.registration import RegistrationOptions as RegistrationOptions
    from hokusai.registry.signature import Signature as Signature

__all__ = [
    "Contributor",
    "LineageNode",
    "Metric",
    "MetricComparison",
    "MlflowVersion",
    "Model",
    "ModelRegistry",
    "ModelVersion",
    "RegistrationOptions",
    "Signature",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Contributor": "hokusai.registry.model_version",
        "LineageNode": "hokusai.registry.calls",
        "Metric": "hokusai.registry.metrics",
        "MetricComparison": "hokusai.registry.metrics",
        "MlflowVersion": "hokusai.registry.model_version",
        "Model": "hokusai.registry.model",
        "ModelRegistry": "hokusai.registry.model_registry",
        "ModelVersion": "hokusai.registry.model_version",
        "RegistrationOptions": "hokusai.registry.registration",
        "Signature": "hokusai.registry.signature",
    },
)
