"""`HokusaiInferencePipeline`: predictions with registered versions."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from typing import Any, Literal, overload

from typing_extensions import override

from hokusai.exceptions import ConflictingSources
from hokusai.inference.prediction import FailedBatch, Prediction
from hokusai.inference.traffic_router import ModelTrafficRouter
from hokusai.registry.model_registry import ModelRegistry
from hokusai.versions.version_manager import ModelVersionManager


class HokusaiInferencePipeline:
    """Predicts with registered versions. Safe to use from many threads."""

    def __init__(
        self,
        registry: ModelRegistry | None = None,
        version_manager: ModelVersionManager | None = None,
        traffic_router: ModelTrafficRouter | None = None,
    ) -> None:
        """Share one connection between the three.

        Raises:
            ConflictingSources: they are connected to different servers; the message says which to which.
        """
        self.registry = registry or (version_manager.registry if version_manager is not None else ModelRegistry())
        self.version_manager = version_manager if version_manager is not None else ModelVersionManager(self.registry)
        self.traffic_router = traffic_router if traffic_router is not None else ModelTrafficRouter(self.registry)
        _agree("registry", self.registry, "version_manager", self.version_manager.registry)
        _agree("registry", self.registry, "traffic_router", self.traffic_router.adopt(self.registry))

    def predict(
        self,
        data: Any,
        model_name: str,
        model_version: str | None = None,
        *,
        params: Mapping[str, Any] | None = None,
        subject: str = "",
    ) -> Prediction:
        """Predict 1..n rows; a dict of single values is one row. See `predict_batch`."""
        if isinstance(data, Mapping) and not any(
            hasattr(each, "__len__") and not isinstance(each, str | bytes) for each in data.values()
        ):
            data = [data]
        return self.predict_batch(data, model_name, model_version, params=params, subject=subject)

    def predict_batch(
        self,
        data: Any,
        model_name: str,
        model_version: str | None = None,
        *,
        params: Mapping[str, Any] | None = None,
        subject: str = "",
    ) -> Prediction:
        """Predict a batch.

        Args:
            data: a list of dicts, a data frame, an array, or any other kind that `hokusai.Client.predict` takes.
            model_name: name of the model.
            model_version: `1.2.3`, `latest`, `@production`, `^1.2`. Default: traffic policy, else production, latest.
            params: parameters of the prediction.
            subject: key by which a traffic policy assigns an arm.

        Returns:
            The prediction: `values` are of the kind that `data` is, row i answering row i; `version` is the version
            that answered. Its length, iteration and indexing are those of `values`.

        Raises:
            HokusaiError: see `hokusai.Client.predict`.
        """
        return self.registry.client.predict(model_name, data, version=model_version, params=params, subject=subject)

    @overload
    def predict_stream(
        self,
        batches: Iterable[Any],
        model_name: str,
        model_version: str | None = None,
        *,
        params: Mapping[str, Any] | None = ...,
        on_error: Literal["raise"] = ...,
    ) -> Generator[Prediction, None, None]: ...

    @overload
    def predict_stream(
        self,
        batches: Iterable[Any],
        model_name: str,
        model_version: str | None = None,
        *,
        params: Mapping[str, Any] | None = ...,
        on_error: Literal["yield"],
    ) -> Generator[Prediction | FailedBatch, None, None]: ...

    def predict_stream(
        self,
        batches: Iterable[Any],
        model_name: str,
        model_version: str | None = None,
        *,
        params: Mapping[str, Any] | None = None,
        on_error: Literal["raise", "yield"] = "raise",
    ) -> Generator[Prediction | FailedBatch, None, None]:
        """Predict any number of batches in order, with bounded memory; see `hokusai.Client.predict_stream`."""
        predict = self.registry.client.predict_stream
        if on_error == "raise":
            return predict(model_name, batches, version=model_version, params=params)
        return predict(model_name, batches, version=model_version, params=params, on_error=on_error)

    @override
    def __repr__(self) -> str:
        return f"HokusaiInferencePipeline({self.registry!r})"


def _agree(name: str, registry: ModelRegistry, other_name: str, other: ModelRegistry) -> None:
    if registry.client.address != other.client.address:
        raise ConflictingSources(
            f"{name} is connected to {registry.client.address}, {other_name} to {other.client.address}; make both from "
            "one registry"
        )
