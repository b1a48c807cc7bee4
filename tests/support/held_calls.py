"""Calls of the odd model that stay in a worker until a test lets them go."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Final

from hokusai.inference.v1 import inference_service_pb2 as pb
from tests.support.inference_calls import asking, lengths
from tests.support.inference_server import InferenceUnderTest

PATIENCE_S: Final = 30.0


async def running(server: InferenceUnderTest, gate: Path, sign: Path) -> asyncio.Task[pb.PredictResponse]:
    """A call that is in a worker now and ends when the gate opens."""

    async def call() -> pb.PredictResponse:
        return await server.stub.Predict(asking("odd", f"touches {sign}", f"waits_for {gate}"))

    task = asyncio.create_task(call())
    await asyncio.to_thread(wait_for, sign)
    return task


def wait_for(sign: Path) -> None:
    """Return once another process has made the file; a thread cannot be given up, so this ends by itself."""
    end = time.monotonic() + PATIENCE_S
    while not sign.exists():
        assert time.monotonic() < end, f"nobody made {sign.name}"
        time.sleep(0.01)


async def fine(server: InferenceUnderTest) -> list[int]:
    """What the model answers to a call that asks for nothing odd."""
    return lengths((await server.stub.Predict(asking("odd", "fine"))).payload)
