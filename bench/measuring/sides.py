"""Servers that answer one row, each checked before it is driven: Hokusai, bare echoes, and the peers."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import grpc
import numpy as np
import psutil

import hokusai
from bench.measuring.environments import PEERS, python_of
from bench.measuring.load import Endpoint, grpc_endpoint
from bench.measuring.models import BenchModel
from bench.measuring.processes import accepts, free_port, serving
from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1 import payload_pb2
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub

PREDICT = "/hokusai.inference.v1.InferenceService/Predict"
INFER = "/inference.GRPCInferenceService/ModelInfer"


@dataclass(frozen=True, slots=True)
class Side:
    """A server under load: where its calls go by model, and its process."""

    endpoints: dict[str, Endpoint]
    process: psutil.Process
    address: str = ""


@contextmanager
def hokusai_server(
    folder: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[psutil.Process, str]]:
    """A server of ours on a data directory below the folder, and its address."""
    data, ready = folder / "data", folder / "ready.json"
    ready.unlink(missing_ok=True)
    command = [sys.executable, "-m", "hokusai_server", "serve", "--listen", "127.0.0.1:0", "--gateway", "127.0.0.1:0"]
    command += ["--data-dir", str(data), "--ready-file", str(ready), "--log-level", "warning", *options]
    folder.mkdir(exist_ok=True)
    with serving(command, ready.exists, log=folder / "server.log", environment=environment) as process:
        yield process, json.loads(ready.read_text())["grpc"]


@contextmanager
def hokusai_side(
    models: list[BenchModel],
    folder: Path,
    *options: str,
    token: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Side]:
    """Ours, with the models registered and loaded, each answer compared with the estimator's in process.

    Calls show the token, if there is one.
    """
    server = hokusai_server(folder, *options, environment=environment)
    with server as (process, address), hokusai.Client(address, token=token) as client:
        endpoints = {}
        for model in models:
            client.register_baseline(model.name, str(model.folder))
            client.load_model(model.name)
            message = predict_request(model)
            _check_hokusai(client, model)
            endpoint = grpc_endpoint(address, PREDICT, message.SerializeToString(), folder)
            shown = () if token is None else (("authorization", f"Bearer {token}"),)
            headers = (*endpoint.headers, *(f"{name}: {value}" for name, value in shown))
            endpoints[model.name] = replace(endpoint, headers=headers)
            with grpc.insecure_channel(address) as channel:  # the message as it will be sent
                InferenceServiceStub(channel).Predict(message, timeout=30, metadata=shown)
        yield Side(endpoints, process, address)


def predict_request(model: BenchModel) -> pb.PredictRequest:
    """One row: a tensor of doubles, or typed rows where there are strings."""
    row = model.rows.head(1)
    if model.tensor:
        data = np.ascontiguousarray(row.to_numpy(), dtype="<f8").tobytes()
        tensor = payload_pb2.Tensor(data_type=payload_pb2.DATA_TYPE_FLOAT64, shape=list(row.shape), data=data)
        payload = payload_pb2.Payload(tensors=payload_pb2.Tensors(tensors=[tensor]))
    else:
        from hokusai.inference.payload_encoding import encode

        payload = payload_pb2.Payload.FromString(b"".join(encode(row).payload))
    return pb.PredictRequest(model=model.name, payload=payload)


def _check_hokusai(client: hokusai.Client, model: BenchModel) -> None:
    expected = [int(value) for value in model.estimator.predict(_given(model))]
    answered = [int(value) for value in np.asarray(client.predict(model.name, model.rows.head(1)).values).ravel()]
    if answered != expected:
        sys.exit(f"{model.name} answers {answered}, in process it is {expected}")


def _given(model: BenchModel) -> object:
    row = model.rows.head(1)
    return row.to_numpy() if model.tensor else row


@contextmanager
def echo_side(program: list[str | Path], message: bytes, folder: Path) -> Iterator[Side]:
    """A bare echo of the same bytes; the program takes its port as its last argument."""
    port = free_port()
    with serving([*program, str(port)], lambda: accepts(port), log=folder / f"echo-{port}.log") as process:
        address = f"127.0.0.1:{port}"
        with grpc.insecure_channel(address) as channel:
            call: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(PREDICT)
            answer = call(message, timeout=30, wait_for_ready=True)
        if answer != message:
            sys.exit(f"the echo {program} does not echo")
        yield Side({"echo": grpc_endpoint(address, PREDICT, message, folder)}, process, address)


@contextmanager
def mlserver_side(models: list[BenchModel], folder: Path, *, runtime: str, batched: bool = False) -> Iterator[Side]:
    """MLServer with a runtime (`sklearn` or `mlflow`), in its own process without workers, where it is fastest.

    With `batched` it gathers up to 64 requests for up to 5 ms (adaptive batching).
    """
    interpreter = python_of("mlserver")
    folder.mkdir()
    ports = {name: free_port() for name in ("http_port", "grpc_port", "metrics_port")}
    settings = {**ports, "host": "127.0.0.1", "parallel_workers": 0, "debug": False}
    (folder / "settings.json").write_text(json.dumps(settings))
    kinds = {"sklearn": "mlserver_sklearn.SKLearnModel", "mlflow": "mlserver_mlflow.MLflowRuntime"}
    for model in models:
        source = model.estimator_file if runtime == "sklearn" else model.folder
        served: dict[str, object] = {
            "name": model.name,
            "implementation": kinds[runtime],
            "parameters": {"uri": str(source)},
        }
        if batched:
            served |= {"max_batch_size": 64, "max_batch_time": 0.005}
        (folder / model.name).mkdir()
        (folder / model.name / "model-settings.json").write_text(json.dumps(served))
    command: list[str | Path] = [interpreter.parent / "mlserver", "start", folder]
    with serving(command, lambda: accepts(ports["grpc_port"]), log=folder / "log", folder=folder) as process:
        address = f"127.0.0.1:{ports['grpc_port']}"
        yield _open_inference("mlserver", address, models, folder, process, tensor=runtime != "mlflow")


@contextmanager
def kserve_side(models: list[BenchModel], folder: Path) -> Iterator[Side]:
    """KServe's Python server around the estimators."""
    folder.mkdir()
    http_port, grpc_port = free_port(), free_port()
    command: list[str | Path] = [python_of("kserve"), PEERS / "kserve_server.py", str(http_port), str(grpc_port)]
    command += [f"{model.name}={model.estimator_file}" for model in models]
    with serving(command, lambda: accepts(grpc_port), log=folder / "log", folder=folder) as process:
        yield _open_inference("kserve", f"127.0.0.1:{grpc_port}", models, folder, process, tensor=True)


def _open_inference(
    peer: str, address: str, models: list[BenchModel], folder: Path, process: psutil.Process, *, tensor: bool
) -> Side:
    """Check each model's answer with the peer's own stubs, and take the bytes of the call from there."""
    endpoints = {}
    for model in models:
        question = model.first_row(folder / f"{model.name}.json", tensor=tensor and model.tensor)
        message = folder / f"{model.name}.message"
        call = [python_of(peer), PEERS / "open_inference_call.py"]
        subprocess.run([*call, address, model.name, question, message], check=True)
        endpoints[model.name] = grpc_endpoint(address, INFER, message.read_bytes(), folder)
    return Side(endpoints, process, address)


@contextmanager
def mlflow_serve_side(model: BenchModel, folder: Path) -> Iterator[Side]:
    """`mlflow models serve`, which answers JSON over HTTP/1.1, one model a server."""
    folder.mkdir()
    port = free_port()
    program = Path(sys.executable).parent / "mlflow"
    command: list[str | Path] = [program, "models", "serve", "--model-uri", model.folder]
    command += ["--env-manager", "local", "--host", "127.0.0.1", "--port", str(port)]
    body = folder / "body.json"
    row = model.rows.head(1)
    body.write_text(json.dumps({"dataframe_split": {"columns": list(row.columns), "data": row.to_numpy().tolist()}}))
    url = f"http://127.0.0.1:{port}/invocations"
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    with serving(command, lambda: pings(port), log=folder / "log", environment={"PATH": path}) as process:
        request = urllib.request.Request(url, body.read_bytes(), {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            answered = json.load(response)["predictions"]
        expected = [int(value) for value in model.estimator.predict(_given(model))]
        if answered != expected:
            sys.exit(f"mlflow models serve answers {answered}, in process it is {expected}")
        yield Side({model.name: Endpoint(url, body, ("content-type: application/json",), http1=True)}, process)


def pings(port: int, path: str = "/ping") -> bool:
    """Whether an HTTP server says that it is well."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False
