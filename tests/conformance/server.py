"""A live server with the fixture models: python -m tests.conformance.server [FOLDER]."""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import grpc

from hokusai.inference.v1 import inference_service_pb2 as inference_pb
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as registry_pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from tests.conformance.fixtures import FIXTURES
from tests.support.bundle_uploads import upload
from tests.support.odd_models import files_in
from tests.support.running_server import server_process

# Loading a model on a machine where five languages compile may take long.
PATIENCE_S = 120.0
# So that a vector can be too large without being large.
SETTINGS = {"HOKUSAI_LIMITS_MESSAGE_BYTES": "1MiB"}


@contextmanager
def conformance_server(folder: Path) -> Iterator[str]:
    """Serve on a free port with every fixture registered and loaded; gives the address.

    Args:
        folder: for the server's data and for the bundles.
    """
    bundles = {model: fixture.write(folder / "bundles" / model) for model, fixture in FIXTURES.items()}
    with server_process(folder, environment=SETTINGS) as server:
        asyncio.run(_register(server.address, bundles))
        yield server.address
        server.terminate()
        server.wait()


async def _register(address: str, bundles: Mapping[str, Path]) -> None:
    async with grpc.aio.insecure_channel(address) as channel:
        registry, inference = RegistryServiceStub(channel), InferenceServiceStub(channel)
        for model, bundle in bundles.items():
            draft = registry_pb.VersionDraft(bundle_digest=await upload(registry, files_in(bundle)))
            request = registry_pb.RegisterBaselineRequest(model=model, draft=draft)
            await registry.RegisterBaseline(request, timeout=PATIENCE_S)
            if FIXTURES[model].loaded:
                await inference.LoadModel(inference_pb.LoadModelRequest(model=model), timeout=PATIENCE_S)


def main() -> None:
    """Serve until interrupted."""
    with tempfile.TemporaryDirectory() as scratch, conformance_server(Path(*sys.argv[1:] or [scratch])) as address:
        print(address, flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    main()
