"""Starts workers for loaded versions, from a zygote that it keeps running."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Final, final

from typing_extensions import override

from hokusai.worker.v1 import zygote_pb2
from hokusai_server.adapters.private_folder import private_folder
from hokusai_server.adapters.real_time import RealTimePriority, make_real_time
from hokusai_server.adapters.runtime.worker_process import CallRules, WorkerProcess
from hokusai_server.adapters.runtime.zygote_command import zygote_command
from hokusai_server.adapters.runtime.zygote_process import ZygoteProcess
from hokusai_server.domain.errors import ModelLoadFailed
from hokusai_server.ports.model_runtime import LoadableVersion, ModelRuntime, WorkerAddress, WorkerEndedError

ZYGOTE_PAUSE: Final = timedelta(seconds=1)
# Two to four seconds on an idle machine; a version does not pay for it out of its own time.
ZYGOTE_IMPORTS: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class WorkerRuntimeConfig:
    """How workers run.

    Attributes:
        log_dir: where each version's worker writes what its model prints; made if missing.
        threads_per_worker: threads that OpenMP and BLAS use in a worker.
        address_space_bytes: bound of a worker's address space; 0 for none.
        rules: how workers treat requests.
        real_time: whether a worker that is loaded runs before everything else on the machine.
        shared: whether another dispatcher connects to the workers; their sockets then stay while they live.
    """

    log_dir: Path
    threads_per_worker: int = 1
    address_space_bytes: int = 0
    rules: CallRules = field(default_factory=CallRules)
    real_time: bool = False
    shared: bool = False


@asynccontextmanager
async def open_worker_runtime(config: WorkerRuntimeConfig) -> AsyncIterator[WorkerRuntime]:
    """A runtime whose zygote starts with `warm_up` or the first worker; on exit every worker has ended.

    Raises:
        OSError: the zygote cannot be started, or the log directory not be written.
    """
    config.log_dir.mkdir(parents=True, exist_ok=True)
    # Not in the data directory: the path of a Unix socket may have 107 bytes at most.
    with private_folder() as run_dir:
        runtime = WorkerRuntime(config, run_dir)
        try:
            yield runtime
        finally:
            await runtime.close()


@final
class WorkerRuntime(ModelRuntime):
    """Forks each worker from a zygote without credentials; starts a new zygote when the old one ended."""

    def __init__(self, config: WorkerRuntimeConfig, run_dir: Path) -> None:
        self._config = config
        self._run_dir = run_dir
        self._home = run_dir / "home"
        self._zygote: ZygoteProcess | None = None
        self._zygote_turn = asyncio.Lock()
        self._zygote_started = float("-inf")
        self._ids = count(1)

    async def warm_up(self) -> None:
        """Start the zygote, without waiting for its imports."""
        await self._running_zygote()

    async def close(self) -> None:
        """End the zygote and every worker."""
        if self._zygote is not None:
            await self._zygote.close()

    @override
    async def start(self, version: LoadableVersion, *, time_limit: timedelta) -> WorkerProcess:
        limit = ZYGOTE_IMPORTS
        try:
            async with asyncio.timeout(limit.total_seconds()):
                zygote = await self._running_zygote()
                await zygote.ready()
            limit = time_limit
            async with asyncio.timeout(limit.total_seconds()):
                return await self._start(zygote, version)
        except TimeoutError:
            cause = f"it was not ready within {limit.total_seconds():g} s"
            raise ModelLoadFailed(version.model, version.number, cause) from None
        except WorkerEndedError as ended:
            cause = f"its worker ended while loading ({ended.cause})"
            raise ModelLoadFailed(version.model, version.number, cause) from ended
        except OSError as error:
            cause = f"its worker could not be reached: {error}"
            raise ModelLoadFailed(version.model, version.number, cause) from error

    async def _start(self, zygote: ZygoteProcess, version: LoadableVersion) -> WorkerProcess:
        spawn = self._spawn_request(version)
        exited = await zygote.spawn(spawn)
        address = WorkerAddress(spawn.worker_id, Path(spawn.socket_path))
        if self._config.shared:
            exited.add_done_callback(lambda _: address.socket_path.unlink(missing_ok=True))
        try:
            worker = await WorkerProcess.connect(version, address, exited, lambda: zygote.kill(spawn.worker_id))
            await worker.load(self._config.rules)
            if self._config.real_time:
                make_real_time(worker.pid, RealTimePriority.WORKER)
        except BaseException:
            zygote.kill(spawn.worker_id)
            raise
        finally:
            if not self._config.shared:  # connected, or never to be: nobody else shall find it
                address.socket_path.unlink(missing_ok=True)
        return worker

    def _spawn_request(self, version: LoadableVersion) -> zygote_pb2.SpawnWorker:
        worker_id = str(next(self._ids))
        return zygote_pb2.SpawnWorker(
            worker_id=worker_id,
            socket_path=str(self._run_dir / f"{worker_id}.sock"),
            log_path=str(self._config.log_dir / f"{version.model}-{version.number}.log"),
            address_space_bytes=self._config.address_space_bytes,
        )

    async def _running_zygote(self) -> ZygoteProcess:
        """The zygote; a new one, not more often than once a second, if it ended."""
        async with self._zygote_turn:
            if self._zygote is None or not self._zygote.running:
                await self._start_zygote()
            zygote = self._zygote
            if zygote is None:
                raise WorkerEndedError("no zygote")
            return zygote

    async def _start_zygote(self) -> None:
        loop = asyncio.get_running_loop()
        if self._zygote is not None:
            await self._zygote.close()
        await asyncio.sleep(max(0.0, self._zygote_started + ZYGOTE_PAUSE.total_seconds() - loop.time()))
        self._zygote_started = loop.time()
        self._home.mkdir(exist_ok=True)
        command = zygote_command(home=self._home, threads_per_worker=self._config.threads_per_worker)
        log_path = self._config.log_dir / "zygote.log"
        self._zygote = await ZygoteProcess.start(command, directory=self._home, log_path=log_path)
