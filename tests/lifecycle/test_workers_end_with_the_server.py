"""However the server ends, no process of a model outlives it."""

from __future__ import annotations

from pathlib import Path

import grpc
import psutil
import pytest

from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from tests.support.bundle_uploads import upload
from tests.support.inference_calls import asking
from tests.support.odd_models import files_in, write_odd_model
from tests.support.running_server import PATIENCE_S, ServerProcess, server_process

pytestmark = pytest.mark.usefixtures("plane")


async def predict_once(process: ServerProcess, bundle: Path) -> None:
    """Register the odd model and have it loaded, with a process of its own beside its worker."""
    async with grpc.aio.insecure_channel(process.address) as channel:
        registry = RegistryServiceStub(channel)
        draft = pb.VersionDraft(bundle_digest=await upload(registry, files_in(bundle)))
        await registry.RegisterBaseline(pb.RegisterBaselineRequest(model="odd", draft=draft))
        await InferenceServiceStub(channel).Predict(asking("odd", "forks"))


@pytest.mark.slow
@pytest.mark.timeout(120)  # MLflow's client and the zygote import for seconds
@pytest.mark.parametrize("end", [ServerProcess.kill, ServerProcess.terminate], ids=["kill -9", "SIGTERM"])
async def test_no_process_of_a_model_outlives_the_server(tmp_path: Path, end: object) -> None:
    with server_process(tmp_path) as process:
        await predict_once(process, write_odd_model(tmp_path / "bundle"))
        family = psutil.Process(process.process.pid).children(recursive=True)
        assert len(family) >= 3  # the zygote, its worker, what the model forked
        end(process)  # type: ignore[operator]
        process.wait()
    _, alive = psutil.wait_procs(family, timeout=PATIENCE_S)
    assert alive == []
