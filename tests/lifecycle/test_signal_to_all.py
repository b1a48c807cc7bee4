"""A service manager signals every process of a service at once; only the server may heed it."""

from __future__ import annotations

import signal
from pathlib import Path

import grpc
import psutil
import pytest

from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai_server.exit_codes import ExitCode
from tests.support.bundle_uploads import upload
from tests.support.inference_calls import StreamCall, lengths
from tests.support.odd_models import write_odd_model
from tests.support.running_server import server_process

pytestmark = pytest.mark.usefixtures("plane")


@pytest.mark.slow
@pytest.mark.timeout(180)  # the server, MLflow's client and a zygote import for seconds each
async def test_running_stream_is_answered_after_everyone_got_the_signal(tmp_path: Path) -> None:
    """Workers go on for as long as the server drains, and end with it."""
    bundle = write_odd_model(tmp_path / "model")
    files = {str(path.relative_to(bundle)): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    with server_process(tmp_path, "--set", "drain.grace=300s") as server:
        async with grpc.aio.insecure_channel(server.address) as channel:
            registry = RegistryServiceStub(channel)
            draft = pb.VersionDraft(bundle_digest=await upload(registry, files))
            await registry.RegisterBaseline(pb.RegisterBaselineRequest(model="odd", draft=draft))
            stream = StreamCall(InferenceServiceStub(channel))
            await stream.open("odd")
            started = psutil.Process(server.process.pid).children(recursive=True)
            for process in (psutil.Process(server.process.pid), *started):
                process.send_signal(signal.SIGTERM)
            for sequence in range(3):
                await stream.send(sequence, "a" * (sequence + 1))
                result = await stream.result()
                assert lengths(result.payload) == [sequence + 1], result.error
            assert (await stream.finish()).batch_count == 3
        assert server.wait() == ExitCode.OK
    assert not psutil.wait_procs(started, timeout=20)[1]
