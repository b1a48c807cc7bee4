"""What is registered here loads with stock MLflow, by number and by alias, from a process that knows nothing of us."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import grpc
import pytest

from hokusai.registry.v1 import model_version_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from tests.support.bundle_uploads import upload
from tests.support.mlflow_bundles import save_linear_model
from tests.support.mlflow_server import mlflow_server, plain_environment
from tests.support.running_server import server_process

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("plane")]

STOCK = """
import json, sys
import mlflow, pandas as pd
mlflow.set_tracking_uri(sys.argv[1])
inputs = pd.DataFrame({"x": [1.0, 4.0]})
print(json.dumps([list(map(float, mlflow.pyfunc.load_model(uri).predict(inputs))) for uri in sys.argv[2:]]))
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server mirrors its versions to: its environment, and the URI for stock clients."""

    environment: dict[str, str]
    stock_uri: str


@pytest.fixture(params=["embedded", "remote"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "embedded":
        yield Place({}, f"sqlite:///{tmp_path / 'data/mlflow/mlflow.db'}")
        return
    with mlflow_server(tmp_path / "mlflow") as server:
        yield Place({"MLFLOW_TRACKING_URI": server.uri}, server.uri)


async def registered(address: str, files: dict[str, bytes]) -> model_version_pb2.ModelVersion:
    async with grpc.aio.insecure_channel(address) as channel:
        stub = RegistryServiceStub(channel)
        draft = pb.VersionDraft(bundle_digest=await upload(stub, files), aliases=["production"])
        request = pb.RegisterBaselineRequest(model="lead_scoring", draft=draft)
        return (await stub.RegisterBaseline(request, timeout=100)).version


def loaded_elsewhere(folder: Path, tracking_uri: str, *uris: str) -> object:
    folder.mkdir()
    finished = subprocess.run(
        [sys.executable, "-c", STOCK, tracking_uri, *uris],
        cwd=folder, env=plain_environment(HOME=str(folder)), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout.splitlines()[-1])


@pytest.mark.timeout(180)  # three programs that import MLflow, one after the other
def test_a_registered_version_loads_with_stock_mlflow(place: Place, tmp_path: Path) -> None:
    model = save_linear_model(tmp_path / "model")
    files = {str(path.relative_to(model)): path.read_bytes() for path in model.rglob("*") if path.is_file()}
    with server_process(tmp_path, environment=place.environment) as server:
        version = asyncio.run(registered(server.address, files))
        assert (version.version, version.mlflow.version, version.mlflow.pending) == ("1.0.0", 1, False)
        uris = ("models:/lead_scoring/1", "models:/lead_scoring@production")
        predictions = loaded_elsewhere(tmp_path / "elsewhere", place.stock_uri, *uris)
    assert predictions == [pytest.approx([2.0, 8.0])] * 2
