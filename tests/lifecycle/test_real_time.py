"""Predictions before everything else on the machine: who is scheduled so, and who may ask for it."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from pathlib import Path

import grpc
import psutil
import pytest

from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai_server.adapters.real_time import RealTimePriority, real_time_permitted
from hokusai_server.exit_codes import ExitCode
from tests.support.bundle_uploads import upload
from tests.support.data_planes import data_plane_of, eventually, replaced
from tests.support.inference_calls import asking
from tests.support.odd_models import write_odd_model
from tests.support.running_server import server_process

REAL_TIME = ("--set", "inference.real_time=true")
PR_CAPBSET_DROP = 24
CAP_SYS_NICE = 23


def _scheduling(process: psutil.Process) -> tuple[int, int]:
    return os.sched_getscheduler(process.pid), os.sched_getparam(process.pid).sched_priority


@pytest.mark.slow
@pytest.mark.timeout(180)  # the server, MLflow's client and a zygote import for seconds each
@pytest.mark.skipif(not real_time_permitted(), reason="this user may not schedule in real time")
async def test_the_worker_and_the_data_plane_run_in_real_time_and_nothing_else_does(tmp_path: Path, plane: str) -> None:
    bundle = write_odd_model(tmp_path / "model")
    files = {str(path.relative_to(bundle)): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    raised = os.SCHED_RR | os.SCHED_RESET_ON_FORK
    expected = [(raised, RealTimePriority.WORKER)]
    if plane == "native":
        expected.append((raised, RealTimePriority.DATA_PLANE))
    with server_process(tmp_path, *REAL_TIME) as server:
        async with grpc.aio.insecure_channel(server.address) as channel:
            registry = RegistryServiceStub(channel)
            draft = pb.VersionDraft(bundle_digest=await upload(registry, files))
            await registry.RegisterBaseline(pb.RegisterBaselineRequest(model="odd", draft=draft))
            # What a model forks is scheduled as everything else.
            await InferenceServiceStub(channel).Predict(asking("odd", "forks"))
        started = psutil.Process(server.process.pid)
        found = [_scheduling(process) for process in (started, *started.children(recursive=True))]
        assert sorted(each for each in found if each != (os.SCHED_OTHER, 0)) == expected
        if plane == "native":
            before = data_plane_of(server.process.pid)
            before.kill()
            after = await replaced(server.process.pid, before)
            await eventually(lambda: _scheduling(after) == expected[-1])


def test_who_may_not_schedule_in_real_time_is_told_what_is_missing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hokusai_server", "serve", "--data-dir", str(tmp_path / "data"), *REAL_TIME]

    def without_the_capability() -> None:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_SYS_NICE)
        resource.setrlimit(resource.RLIMIT_RTPRIO, (0, 0))

    ended = subprocess.run(
        command, preexec_fn=without_the_capability, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == ExitCode.SETTINGS_INVALID
    assert "CAP_SYS_NICE" in ended.stderr
