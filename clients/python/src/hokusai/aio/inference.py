"""Predictions and traffic, for an event loop."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, Unpack, overload

from hokusai.aio.walking import Sending
from hokusai.inference import calls, traffic_calls
from hokusai.inference.aio_stream import AioStream, settle
from hokusai.inference.prediction import FailedBatch, LoadedModel, Prediction, Resumption, SignatureReport
from hokusai.inference.stream_session import DEFAULT_WINDOW, StreamOptions, StreamTerms, log_resumption
from hokusai.inference.traffic_calls import TrafficPolicy


class InferenceMethods(Sending):
    """Calls of InferenceService and TrafficService."""

    async def predict(
        self,
        model: str,
        data: Any,
        *,
        version: str | None = None,
        params: Mapping[str, Any] | None = None,
        subject: str = "",
        as_of: datetime | None = None,
        timeout: float | None = None,
    ) -> Prediction:
        """Predict 1..n rows; the answer's `values` are of the kind that `data` is.

        Args:
            model: name of the model.
            data: a NumPy array, a pandas or polars data frame, a pyarrow table or record batch, a dict of columns, a
                list of dicts, or a list of lists.
            version: `1.2.3`, `latest`, `@production`, `^1.2`; None: traffic policy, else production, else latest.
            params: parameters of the prediction, as the model's signature declares them.
            subject: key by which a traffic policy assigns an arm, for example a user id.
            as_of: with an alias: the version that it pointed to at this instant.
            timeout: seconds.

        Raises:
            UnsupportedData: `data` cannot be sent.
            ModelInputInvalid: values do not fit the signature; `violations` names row and column.
            ModelRaised: the model's code failed on this input.
            ModelNotFound, VersionNotFound, AliasNotSet: nothing answers to the name.
        """
        prepared = calls.predict(model, data, version=version, params=params, subject=subject, as_of=as_of)
        return await self._sender.send(prepared, timeout)

    @overload
    def predict_stream(
        self,
        model: str,
        batches: AsyncIterable[Any] | Iterable[Any],
        *,
        on_error: Literal["raise"] = ...,
        **options: Unpack[StreamOptions],
    ) -> AsyncGenerator[Prediction, None]: ...

    @overload
    def predict_stream(
        self,
        model: str,
        batches: AsyncIterable[Any] | Iterable[Any],
        *,
        on_error: Literal["yield"],
        **options: Unpack[StreamOptions],
    ) -> AsyncGenerator[Prediction | FailedBatch, None]: ...

    def predict_stream(
        self,
        model: str,
        batches: AsyncIterable[Any] | Iterable[Any],
        *,
        version: str | None = None,
        params: Mapping[str, Any] | None = None,
        subject: str = "",
        window: int = DEFAULT_WINDOW,
        on_error: Literal["raise", "yield"] = "raise",
        on_resume: Callable[[Resumption], None] | None = None,
        progress: bool | None = False,
        timeout: float | None = None,
    ) -> AsyncGenerator[Prediction | FailedBatch, None]:
        """Predict over any number of batches, with bounded memory on both sides; answers come in the batches' order.

        One version answers the whole stream. The source runs in a task of its own. A connection that breaks is
        resumed with the first unanswered batch; no answer is lost or given twice. Closing the generator ends it.

        Args:
            model: name of the model.
            batches: an iterable, asynchronous or not, of what `predict` takes; about 1 MiB a batch is fastest.
            version: as in `predict`; resolved once.
            params: for every batch.
            subject: key by which a traffic policy assigns the stream's one arm.
            window: most batches under way at once, and no more than two where they have 16 MiB and more; the server
                may grant less.
            on_error: a failed batch raises its error and ends the stream, or is yielded as `FailedBatch`.
            on_resume: told of each resumption. Default: a warning in the log `hokusai`.
            progress: show a count of the rows; None shows it on a terminal only.
            timeout: seconds for the whole stream. Default: none; a stream that cannot be opened ends after 2 minutes.

        Raises:
            HokusaiError: as `predict`, or the connection could not be resumed.
        """
        terms = StreamTerms(model, version, params, subject, window)
        stream = AioStream(self._sender, terms, batches, timeout=timeout, on_resume=on_resume or log_resumption)
        return settle(stream.answers(), on_error, progress)

    async def get_model_signature(
        self, model: str, version: str | None = None, *, timeout: float | None = None
    ) -> SignatureReport:
        """What a version takes and gives, without loading it."""
        return await self._sender.send(calls.get_model_signature(model, version), timeout)

    async def load_model(
        self, model: str, version: str | None = None, *, pinned: bool = False, timeout: float | None = None
    ) -> LoadedModel:
        """Bring a version to serve, so that its first prediction does not wait. Idempotent.

        Raises:
            ModelLoadFailed: it cannot be loaded.
            MemoryBudgetExceeded: it does not fit beside those that may not be evicted.
        """
        return await self._sender.send(calls.load_model(model, version, pinned=pinned), timeout)

    async def unload_model(self, model: str, version: str, *, timeout: float | None = None) -> None:
        """End the process of a version after its running calls.

        Raises:
            ModelNotLoaded: it is not loaded.
        """
        await self._sender.send(calls.unload_model(model, version), timeout)

    async def list_loaded_models(self, *, timeout: float | None = None) -> tuple[LoadedModel, ...]:
        """What the server has loaded, by model and version."""
        return await self._sender.send(calls.list_loaded_models(), timeout)

    async def get_traffic_policy(self, model: str, *, timeout: float | None = None) -> TrafficPolicy:
        """The policy in force for a model."""
        return await self._sender.send(traffic_calls.get_traffic_policy(model), timeout)

    async def set_traffic_policy(
        self,
        model: str,
        weights: Mapping[str, float],
        *,
        end_time: datetime | None = None,
        expected_etag: str | None = None,
        reason: str = "",
        timeout: float | None = None,
    ) -> TrafficPolicy:
        """Split the requests that name no version: version (as in `predict`) → share in percent, 100 in all."""
        prepared = traffic_calls.set_traffic_policy(
            model, weights, end_time=end_time, expected_etag=expected_etag, reason=reason
        )
        return await self._sender.send(prepared, timeout)

    async def end_traffic_policy(
        self, model: str, *, expected_etag: str | None = None, reason: str = "", timeout: float | None = None
    ) -> TrafficPolicy:
        """End the policy of a model; its results stay readable."""
        prepared = traffic_calls.end_traffic_policy(model, expected_etag=expected_etag, reason=reason)
        return await self._sender.send(prepared, timeout)
