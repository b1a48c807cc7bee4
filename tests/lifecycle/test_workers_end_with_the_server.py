"""However the server ends, no process of a model outlives it."""

from __future__ import annotations

import asyncio
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


async def use_both_workers(process: ServerProcess, folder: Path) -> None:
    """Register the odd model and have it loaded, with a process of its own beside its two workers."""
    async with grpc.aio.insecure_channel(process.address) as channel:
        registry = RegistryServiceStub(channel)
        bundle = write_odd_model(folder / "bundle")
        draft = pb.VersionDraft(bundle_digest=await upload(registry, files_in(bundle)))
        await registry.RegisterBaseline(pb.RegisterBaselineRequest(model="odd", draft=draft))
        stub = InferenceServiceStub(channel)
        await stub.Predict(asking("odd", "forks"))
        here = [folder / "first", folder / "second"]
        # Each ends when the other has begun, so they run in two workers.
        await asyncio.gather(
            stub.Predict(asking("odd", f"touches {here[0]}", f"waits_for {here[1]}")),
            stub.Predict(asking("odd", f"touches {here[1]}", f"waits_for {here[0]}")),
        )


@pytest.mark.slow
@pytest.mark.timeout(120)  # MLflow's client and the zygote import for seconds
@pytest.mark.parametrize("end", [ServerProcess.kill, ServerProcess.terminate], ids=["kill -9", "SIGTERM"])
async def test_no_process_of_a_model_outlives_the_server(tmp_path: Path, end: object) -> None:
    settings = {"inference.workers_per_version": "2", "inference.batch_requests": "1"}
    options = [part for key, value in settings.items() for part in ("--set", f"{key}={value}")]
    with server_process(tmp_path, *options) as process:
        await use_both_workers(process, tmp_path)
        family = psutil.Process(process.process.pid).children(recursive=True)
        assert len(family) >= 4  # the zygote, its workers, what the model forked
        end(process)  # type: ignore[operator]
        process.wait()
    _, alive = psutil.wait_procs(family, timeout=PATIENCE_S)
    assert alive == []
