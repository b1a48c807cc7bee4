"""Whatever callers and workers do, each request has exactly one outcome, and it is its own."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from hokusai_server.domain.errors import HokusaiError, ModelLoadFailed
from hokusai_server.ports.inference_observer import NobodyObserves
from hokusai_server.ports.model_runtime import LoadableVersion, OpaqueRequest
from hokusai_server.services.life_policy import LifePolicy
from hokusai_server.services.loaded_models import LoadedModels, LoadingPolicy
from hokusai_server.services.queue_limits import QueueLimits
from tests.support.in_memory_runtime import InMemoryRuntime, InMemoryWorker

REQUESTS = 400
EXPECTED_REASONS = {
    "DEADLINE_PASSED",
    "MEMORY_BUDGET_EXCEEDED",
    "MODEL_LOAD_FAILED",
    "OVERLOADED",
    "QUEUE_FULL",
    "SHUTTING_DOWN",
    "WORKER_CRASHED",
    "WORKER_HUNG",
}


class Chaos:
    """One run: models with so many workers each, callers that give up or are in a hurry, and a saboteur."""

    def __init__(self, seed: int, workers: int) -> None:
        self.random = random.Random(seed)
        self.outcomes: Counter[str] = Counter()
        self.runtime = InMemoryRuntime(self._start)
        queue = QueueLimits(
            queued_requests=20, batch_requests=5, express_request_bytes=2, batch_time=timedelta(milliseconds=30)
        )
        life = LifePolicy(
            workers=workers, first_backoff=timedelta(milliseconds=2), longest_backoff=timedelta(milliseconds=5)
        )
        policy = LoadingPolicy(
            memory_bytes=2000 * workers, expected_worker_bytes=100, failure_memory=timedelta(0), queue=queue, life=life
        )
        self.models = LoadedModels(self.runtime, policy, NobodyObserves())

    def _start(self, version: LoadableVersion) -> InMemoryWorker:
        if self.random.random() < 0.2:
            raise ModelLoadFailed(version.model, version.number, "bad luck")
        return InMemoryWorker()

    async def call(self, name: int) -> None:
        """One caller; its outcome must be its own."""
        version = LoadableVersion(f"model-{name % 3}", "1.0.0", Path("/bundle"))
        hurry = self.random.choice([None, None, 0.0, 0.002, 0.02])
        deadline = None if hurry is None else time.monotonic() + hurry
        request = OpaqueRequest(str(name).encode(), deadline=deadline)
        try:
            answer = await self.models.predict(version, request, patient=self.random.random() < 0.3)
        except HokusaiError as error:
            self.outcomes[error.reason] += 1
        except asyncio.CancelledError:
            self.outcomes["cancelled"] += 1
            raise
        else:
            assert answer.prediction.payload == request.payload
            self.outcomes["answered"] += 1

    async def sabotage(self) -> None:
        """Stall, crash and unload what there is, until cancelled."""
        while True:
            await asyncio.sleep(0.001)
            if not self.runtime.workers:
                continue
            worker = self.random.choice(self.runtime.workers)
            match self.random.randrange(5):
                case 0:
                    worker.hold()
                case 1 | 2:
                    worker.release()
                case 3:
                    worker.crash()
                case _:
                    for loaded in self.models.listing()[:1]:
                        self.unloading = asyncio.create_task(self.unload(loaded.model))

    async def unload(self, model: str) -> None:
        """As a caller of UnloadModel does it."""
        try:
            await self.models.unload(model, "1.0.0")
        except HokusaiError:
            return


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("seed", range(8))
async def test_every_request_has_exactly_one_outcome_of_its_own(seed: int, workers: int) -> None:
    chaos = Chaos(seed, workers)
    saboteur = asyncio.create_task(chaos.sabotage())
    calls = []
    for name in range(REQUESTS):
        calls.append(asyncio.create_task(chaos.call(name)))
        if chaos.random.random() < 0.2:
            chaos.random.choice(calls).cancel()
        if chaos.random.random() < 0.1:
            await asyncio.sleep(0.001)
    await asyncio.wait(calls)
    saboteur.cancel()
    await chaos.models.close()
    failures = [call.exception() for call in calls if not call.cancelled() and call.exception() is not None]
    assert failures == []
    never_ran = sum(call.cancelled() for call in calls) - chaos.outcomes["cancelled"]
    assert chaos.outcomes.total() + never_ran == REQUESTS
    assert chaos.outcomes.keys() - {"answered", "cancelled"} <= EXPECTED_REASONS
    assert chaos.outcomes["answered"] > 0
