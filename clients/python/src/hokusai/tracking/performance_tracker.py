"""`PerformanceTracker`: what predictions did in the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from typing_extensions import override

from hokusai.registry.model_registry import ModelRegistry
from hokusai.tracking.inference_events import InferenceStatistics, TrackingReceipt


class PerformanceTracker:
    """Inference events in, statistics out. Safe to use from many threads."""

    def __init__(self, registry: ModelRegistry | None = None) -> None:
        """Share the registry's connection; without one, use the default server."""
        self.registry = registry if registry is not None else ModelRegistry()

    def track_inference(self, event: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> TrackingReceipt:
        """Store one event, or a list of up to 1000, durably: when it returns, all are on the server's disk.

        Args:
            event: for example `{"model_id": "lead_scoring", "model_version": "1.0.0", "latency_ms": 45.2, "confidence":
                0.89, "user_id": "user123"}`. Model, version and latency must be there; any further number is a metric.

        Raises:
            InvalidArgumentError: the event is not valid; nothing was stored.
            ModelNotFound, VersionNotFound: the server does not know the model or the version, and is not set to accept
                events of such (its setting `tracking.unregistered_models`).
        """
        return self.registry.client.track_inference(event)

    def get_statistics(
        self,
        model_name: str,
        *,
        versions: Sequence[str] = (),
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[InferenceStatistics]:
        """Count, errors, latency and confidence per version; by default over the last 24 hours."""
        return list(
            self.registry.client.get_inference_statistics(
                model_name, versions=versions, start_time=start_time, end_time=end_time
            )
        )

    @override
    def __repr__(self) -> str:
        return f"PerformanceTracker({self.registry!r})"
