"""A small gRPC server whose faults a test chooses: it says of each RPC what shall happen next.

For what the transport does to a client: retries, deadlines, broken connections. What the calls mean is for tests that
run the real server.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn, cast

import grpc
from google.protobuf import any_pb2, duration_pb2
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status
from typing_extensions import override

from hokusai.inference.v1 import inference_service_pb2 as inference_pb
from hokusai.inference.v1 import inference_service_pb2_grpc, prediction_pb2
from hokusai.registry.v1 import bundle_pb2, model_pb2, model_version_pb2, registry_service_pb2_grpc
from hokusai.registry.v1 import registry_service_pb2 as registry_pb
from hokusai.versions.v1 import selector_pb2


@dataclass(frozen=True, slots=True)
class Fault:
    """How a call fails.

    Attributes:
        code: status code.
        reason: reason of the contract; empty sends a bare status without details.
        retry_after: seconds in RetryInfo; None sends none.
        metadata: of the ErrorInfo.
        message: of the status.
    """

    code: grpc.StatusCode
    reason: str = ""
    retry_after: float | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    message: str = "scripted"

    def status(self) -> status_pb2.Status:
        """As a status with details."""
        status = status_pb2.Status(code=self.code.value[0], message=self.message)
        if self.reason:
            _pack(status, error_details_pb2.ErrorInfo(reason=self.reason, domain="hokusai.dev", metadata=self.metadata))
        if self.retry_after is not None:
            nanos = int(self.retry_after * 1e9)
            delay = duration_pb2.Duration(seconds=nanos // 10**9, nanos=nanos % 10**9)
            _pack(status, error_details_pb2.RetryInfo(retry_delay=delay))
        return status


@dataclass(slots=True)
class Script:
    """What happened, and what shall.

    Attributes:
        faults: by RPC, the faults of its next calls, in order; then it works.
        calls: by RPC, the requests that came.
        metadata: by RPC, the metadata that came.
        window: what streams grant.
        failing_batches: batches of streams that fail in band, by sequence.
        passing_failures: the same, for as often as there are faults.
        held: by RPC, an event that its calls wait for.
    """

    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    calls: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    metadata: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    window: int = 4
    failing_batches: dict[int, Fault] = field(default_factory=dict)
    passing_failures: dict[int, list[Fault]] = field(default_factory=dict)
    held: dict[str, threading.Event] = field(default_factory=dict)

    def enter(self, rpc: str, request: Any, context: grpc.ServicerContext) -> None:
        """Note a call, hold it if it shall be held, and end it if it shall fail."""
        self.calls[rpc].append(request)
        self.metadata[rpc].append({key: str(value) for key, value in context.invocation_metadata()})
        if rpc in self.held:
            self.held[rpc].wait(30)
        if self.faults[rpc]:
            end(self.faults[rpc].popleft(), context)


def end(fault: Fault, context: grpc.ServicerContext) -> NoReturn:
    """End a call with a fault."""
    if fault.reason or fault.retry_after is not None:
        context.abort_with_status(rpc_status.to_status(fault.status()))
    context.abort(fault.code, fault.message)


class ScriptedRegistry(registry_service_pb2_grpc.RegistryServiceServicer):
    """Takes uploads into memory and registers nothing but the fact."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.uploads: dict[str, tuple[dict[str, bundle_pb2.BundleFile], dict[str, bytearray]]] = {}

    @override
    def GetModel(self, request: Any, context: Any) -> registry_pb.GetModelResponse:
        self._script.enter("GetModel", request, context)
        return registry_pb.GetModelResponse(model=model_pb2.Model(name=request.name))

    @override
    def ListModels(self, request: Any, context: Any) -> registry_pb.ListModelsResponse:
        """Three pages of two models."""
        self._script.enter("ListModels", request, context)
        page = int(request.page_token or "0")
        models = [model_pb2.Model(name=f"m{page * 2 + index}") for index in range(2)]
        return registry_pb.ListModelsResponse(models=models, next_page_token=str(page + 1) if page < 2 else "")

    @override
    def CreateModel(self, request: Any, context: Any) -> registry_pb.CreateModelResponse:
        self._script.enter("CreateModel", request, context)
        return registry_pb.CreateModelResponse(model=model_pb2.Model(name=request.name))

    @override
    def StartUpload(self, request: Any, context: Any) -> registry_pb.StartUploadResponse:
        self._script.enter("StartUpload", request, context)
        name = f"upload-{len(self.uploads)}"
        self.uploads[name] = ({each.path: each for each in request.files}, defaultdict(bytearray))
        return registry_pb.StartUploadResponse(upload=self._upload(name))

    @override
    def AppendUpload(self, request_iterator: Any, context: Any) -> registry_pb.AppendUploadResponse:
        name = ""
        for request in request_iterator:
            name = request.upload_id or name
            stored = self.uploads[name][1][request.path]
            assert request.offset <= len(stored), "a chunk left a gap"
            assert request.chunk_sha256 == hashlib.sha256(request.data).digest()
            stored[request.offset :] = request.data
            self._script.calls["AppendUpload chunk"].append((request.path, request.offset, len(request.data)))
        self._script.enter("AppendUpload", name, context)
        return registry_pb.AppendUploadResponse(upload=self._upload(name))

    @override
    def QueryUpload(self, request: Any, context: Any) -> registry_pb.QueryUploadResponse:
        self._script.enter("QueryUpload", request, context)
        return registry_pb.QueryUploadResponse(upload=self._upload(request.upload_id))

    @override
    def FinishUpload(self, request: Any, context: Any) -> registry_pb.FinishUploadResponse:
        self._script.enter("FinishUpload", request, context)
        assert all(each.stored for each in self._upload(request.upload_id).files)
        return registry_pb.FinishUploadResponse(bundle=bundle_pb2.Bundle(digest="ab" * 32))

    @override
    def RegisterBaseline(self, request: Any, context: Any) -> registry_pb.RegisterBaselineResponse:
        self._script.enter("RegisterBaseline", request, context)
        version = model_version_pb2.ModelVersion(model=request.model, version="1.0.0")
        return registry_pb.RegisterBaselineResponse(version=version)

    def _upload(self, name: str) -> bundle_pb2.Upload:
        manifest, stored = self.uploads[name]
        files = [
            bundle_pb2.UploadFile(
                path=path,
                size_bytes=file.size_bytes,
                received_bytes=len(stored.get(path, b"")),
                stored=path in stored and hashlib.sha256(stored[path]).hexdigest() == file.sha256,
            )
            for path, file in manifest.items()
        ]
        return bundle_pb2.Upload(upload_id=name, files=files, max_chunk_bytes=64 * 1024)


class ScriptedInference(inference_service_pb2_grpc.InferenceServiceServicer):
    """Answers each payload with itself."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.answered: Counter[int] = Counter()

    @override
    def Predict(self, request: Any, context: Any) -> inference_pb.PredictResponse:
        self._script.enter("Predict", request, context)
        return inference_pb.PredictResponse(payload=request.payload, served_by=_served_by(request.model), row_count=1)

    @override
    def StreamPredict(self, request_iterator: Any, context: Any) -> Iterator[inference_pb.StreamPredictResponse]:
        opening = next(request_iterator).open
        self._script.enter("StreamPredict", opening, context)
        ready = inference_pb.StreamReady(served_by=_served_by(opening.model), window=self._script.window)
        yield inference_pb.StreamPredictResponse(ready=ready)
        expected = opening.first_sequence
        for request in request_iterator:
            assert request.batch.sequence == expected, "a sequence was skipped or repeated within a connection"
            expected += 1
            yield inference_pb.StreamPredictResponse(result=self._result(request.batch))
        summary = inference_pb.StreamSummary(batch_count=expected - opening.first_sequence)
        yield inference_pb.StreamPredictResponse(summary=summary)

    def _result(self, batch: inference_pb.StreamBatch) -> inference_pb.StreamResult:
        self.answered[batch.sequence] += 1
        passing = self._script.passing_failures.get(batch.sequence)
        fault = passing.pop() if passing else self._script.failing_batches.get(batch.sequence)
        if fault is not None:
            return inference_pb.StreamResult(sequence=batch.sequence, error=fault.status())
        return inference_pb.StreamResult(sequence=batch.sequence, payload=batch.payload, row_count=1)


@dataclass(frozen=True, slots=True)
class ScriptedServer:
    """A running scripted server."""

    address: str
    script: Script
    registry: ScriptedRegistry
    inference: ScriptedInference


@contextmanager
def scripted_server() -> Iterator[ScriptedServer]:
    """A scripted server on a free port of the loopback."""
    script = Script()
    # RPCs that no test needs are left out; at run time the generated bases answer them with UNIMPLEMENTED.
    registry: ScriptedRegistry = cast("Any", ScriptedRegistry)(script)
    inference: ScriptedInference = cast("Any", ScriptedInference)(script)
    pool = ThreadPoolExecutor(16)
    server = grpc.server(pool)
    registry_service_pb2_grpc.add_RegistryServiceServicer_to_server(registry, server)
    inference_service_pb2_grpc.add_InferenceServiceServicer_to_server(inference, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield ScriptedServer(f"127.0.0.1:{port}", script, registry, inference)
    finally:
        for event in script.held.values():
            event.set()
        server.stop(0).wait()
        pool.shutdown()


def _served_by(model: str) -> prediction_pb2.ServedBy:
    return prediction_pb2.ServedBy(model=model, version="1.2.3", rule=selector_pb2.SELECTION_RULE_DEFAULT_LATEST)


def _pack(status: status_pb2.Status, detail: Any) -> None:
    packed = any_pb2.Any()
    packed.Pack(detail)
    status.details.append(packed)
