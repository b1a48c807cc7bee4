"""Experiments, runs, metrics and artifacts over a real socket, on the embedded MLflow."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import AsyncIterator, Awaitable, Sequence
from typing import TYPE_CHECKING, Any

import grpc
import pytest
import pytest_asyncio
from google.protobuf.timestamp_pb2 import Timestamp

from hokusai.tracking.v1 import experiment_pb2 as experiment_pb
from hokusai.tracking.v1 import run_pb2 as run_pb
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceStub
from tests.support.fault_service import WireFault, wire_fault
from tests.support.running_server import ServerUnderTest, serving

if TYPE_CHECKING:
    from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceAsyncStub

# One server for all: the process of MLflow's client takes seconds to start.
pytestmark = pytest.mark.asyncio(loop_scope="module")

TIME = Timestamp(seconds=1_700_000_000, nanos=123_000_000)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory, plane: str) -> AsyncIterator[ServerUnderTest]:
    async with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def stub(server: ServerUnderTest) -> TrackingServiceAsyncStub:
    return TrackingServiceStub(server.channel)


async def fault_of(call: Awaitable[Any]) -> WireFault:
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await call
    return wire_fault(failure.value)


def a_name() -> str:
    return f"experiment {uuid.uuid4()}"


async def an_experiment(stub: TrackingServiceAsyncStub) -> experiment_pb.Experiment:
    return (await stub.CreateExperiment(pb.CreateExperimentRequest(name=a_name()))).experiment


async def a_run(stub: TrackingServiceAsyncStub) -> run_pb.Run:
    experiment = await an_experiment(stub)
    return (await stub.CreateRun(pb.CreateRunRequest(experiment_id=experiment.experiment_id))).run


def points(key: str, *values: float) -> list[run_pb.Metric]:
    return [run_pb.Metric(key=key, value=value, step=step, measure_time=TIME) for step, value in enumerate(values)]


async def history(stub: TrackingServiceAsyncStub, run_id: str, key: str) -> list[float]:
    answer = await stub.GetMetricHistory(pb.GetMetricHistoryRequest(run_id=run_id, key=key))
    return [metric.value for metric in answer.metrics]


async def test_an_experiment_is_found_by_id_and_name(stub: TrackingServiceAsyncStub) -> None:
    name = a_name()
    made = (await stub.CreateExperiment(pb.CreateExperimentRequest(name=name, tags={"team": "growth"}))).experiment
    assert (made.name, made.state) == (name, experiment_pb.EXPERIMENT_STATE_ACTIVE)
    assert made.tags["team"] == "growth"
    by_id = await stub.GetExperiment(pb.GetExperimentRequest(experiment_id=made.experiment_id))
    by_name = await stub.GetExperiment(pb.GetExperimentRequest(name=name))
    assert by_id.experiment == by_name.experiment == made


async def test_a_repeated_create_returns_the_first_experiment(stub: TrackingServiceAsyncStub) -> None:
    request = pb.CreateExperimentRequest(request_id=str(uuid.uuid4()), name=a_name(), tags={"a": "1", "b": "2"})
    first = await stub.CreateExperiment(request)
    assert await stub.CreateExperiment(request) == first
    request.tags["a"] = "2"
    assert (await fault_of(stub.CreateExperiment(request))).reason == "REQUEST_ID_REUSED"


async def test_a_taken_name_and_an_unknown_experiment_are_told(stub: TrackingServiceAsyncStub) -> None:
    name = (await an_experiment(stub)).name
    taken = await fault_of(stub.CreateExperiment(pb.CreateExperimentRequest(name=name)))
    assert (taken.code, taken.reason) == (grpc.StatusCode.ALREADY_EXISTS, "EXPERIMENT_ALREADY_EXISTS")
    same_name = pb.CreateExperimentRequest(name=name, request_id=str(uuid.uuid4()))
    assert (await fault_of(stub.CreateExperiment(same_name))).reason == "EXPERIMENT_ALREADY_EXISTS"
    unknown = await fault_of(stub.GetExperiment(pb.GetExperimentRequest(experiment_id="987654321")))
    assert (unknown.code, unknown.reason) == (grpc.StatusCode.NOT_FOUND, "EXPERIMENT_NOT_FOUND")


async def test_reserved_tags_and_local_artifact_folders_are_refused(stub: TrackingServiceAsyncStub) -> None:
    request = pb.CreateExperimentRequest(name=a_name(), tags={"mlflow.note": "x"}, artifact_location="file:///etc")
    fault = await fault_of(stub.CreateExperiment(request))
    assert fault.reason == "INVALID_REQUEST"
    assert {field for field, _ in fault.violations} == {"tags['mlflow.note']", "artifact_location"}


async def test_experiments_are_listed_in_pages(stub: TrackingServiceAsyncStub) -> None:
    team = uuid.uuid4().hex
    for number in range(3):
        await stub.CreateExperiment(pb.CreateExperimentRequest(name=f"{team}-{number}", tags={"team": team}))
    request = pb.ListExperimentsRequest(filter=f"tags.team = '{team}'", order_by=["name ASC"], page_size=2)
    first = await stub.ListExperiments(request)
    request.page_token = first.next_page_token
    second = await stub.ListExperiments(request)
    names = [experiment.name for page in (first, second) for experiment in page.experiments]
    assert (names, second.next_page_token) == ([f"{team}-{number}" for number in range(3)], "")
    request.filter = ""
    assert (await fault_of(stub.ListExperiments(request))).reason == "PAGE_TOKEN_INVALID"


async def test_a_filter_that_cannot_be_read_is_named(stub: TrackingServiceAsyncStub) -> None:
    fault = await fault_of(stub.ListExperiments(pb.ListExperimentsRequest(filter="nonsense (")))
    assert (fault.reason, fault.violations[0][0]) == ("INVALID_REQUEST", "filter")


async def test_a_run_lives_from_its_beginning_to_its_end(stub: TrackingServiceAsyncStub) -> None:
    experiment = await an_experiment(stub)
    request = pb.CreateRunRequest(
        experiment_id=experiment.experiment_id, name="first", tags={"a": "1"}, start_time=TIME
    )
    run = (await stub.CreateRun(request)).run
    assert (run.name, run.state, run.start_time) == ("first", run_pb.RUN_STATE_RUNNING, TIME)
    changes = pb.UpdateRunRequest(run_id=run.run_id, name="second", tags={"b": "2"}, remove_tags=["a"])
    changed = (await stub.UpdateRun(changes)).run
    assert (changed.name, changed.tags["b"], "a" in changed.tags) == ("second", "2", False)
    ended = (await stub.FinishRun(pb.FinishRunRequest(run_id=run.run_id, end_time=TIME))).run
    assert (ended.state, ended.end_time) == (run_pb.RUN_STATE_FINISHED, TIME)
    assert (await stub.GetRun(pb.GetRunRequest(run_id=run.run_id))).run == ended
    again = pb.FinishRunRequest(run_id=run.run_id, state=run_pb.RUN_STATE_FAILED)
    fault = await fault_of(stub.FinishRun(again))
    assert (fault.code, fault.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "RUN_FINISHED")


async def test_a_repeated_create_returns_the_first_run(stub: TrackingServiceAsyncStub) -> None:
    experiment = await an_experiment(stub)
    request = pb.CreateRunRequest(request_id=str(uuid.uuid4()), experiment_id=experiment.experiment_id)
    first = await stub.CreateRun(request)
    assert await stub.CreateRun(request) == first
    search = pb.SearchRunsRequest(experiment_ids=[experiment.experiment_id])
    assert len((await stub.SearchRuns(search)).runs) == 1


async def test_an_unknown_run_is_told_by_every_call(stub: TrackingServiceAsyncStub) -> None:
    run_id = "0" * 32
    calls: Sequence[Awaitable[Any]] = (
        stub.GetRun(pb.GetRunRequest(run_id=run_id)),
        stub.UpdateRun(pb.UpdateRunRequest(run_id=run_id, name="x")),
        stub.FinishRun(pb.FinishRunRequest(run_id=run_id)),
        stub.LogBatch(pb.LogBatchRequest(run_id=run_id, params={"a": "b"})),
        stub.GetMetricHistory(pb.GetMetricHistoryRequest(run_id=run_id, key="auc")),
        stub.ListArtifacts(pb.ListArtifactsRequest(run_id=run_id)),
        collected(stub.DownloadArtifact(pb.DownloadArtifactRequest(run_id=run_id, path="a.txt"))),
        upload(stub, pb.LogArtifactOpen(run_id=run_id, path="a.txt")),
        conversation(stub.StreamMetrics(), pb.StreamMetricsRequest(open=pb.StreamMetricsOpen(run_id=run_id))),
    )
    for call in calls:
        fault = await fault_of(call)
        assert (fault.code, fault.reason) == (grpc.StatusCode.NOT_FOUND, "RUN_NOT_FOUND")


async def test_runs_of_an_unknown_experiment_are_refused(stub: TrackingServiceAsyncStub) -> None:
    fault = await fault_of(stub.CreateRun(pb.CreateRunRequest(experiment_id="987654321")))
    assert fault.reason == "EXPERIMENT_NOT_FOUND"


async def test_a_batch_is_logged_once_however_often_it_is_sent(stub: TrackingServiceAsyncStub) -> None:
    run = await a_run(stub)
    request = pb.LogBatchRequest(
        request_id=str(uuid.uuid4()),
        run_id=run.run_id,
        params={"depth": "3"},
        metrics=[run_pb.Metric(key="auc", value=0.5), run_pb.Metric(key="auc", value=0.7, step=1)],
        tags={"stage": "test"},
    )
    first = await stub.LogBatch(request)
    assert await stub.LogBatch(request) == first
    found = (await stub.GetRun(pb.GetRunRequest(run_id=run.run_id))).run
    assert (dict(found.params), found.tags["stage"]) == ({"depth": "3"}, "test")
    assert [(metric.key, metric.value, metric.step) for metric in found.metrics] == [("auc", 0.7, 1)]
    assert found.metrics[0].measure_time == first.default_measure_time
    assert await history(stub, run.run_id, "auc") == [0.5, 0.7]
    request.params["depth"] = "4"
    assert (await fault_of(stub.LogBatch(request))).reason == "REQUEST_ID_REUSED"


async def test_a_changed_param_is_refused(stub: TrackingServiceAsyncStub) -> None:
    run = await a_run(stub)
    await stub.LogBatch(pb.LogBatchRequest(run_id=run.run_id, params={"depth": "3"}))
    fault = await fault_of(stub.LogBatch(pb.LogBatchRequest(run_id=run.run_id, params={"depth": "4"})))
    assert (fault.code, fault.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "PARAM_CHANGED")
    assert fault.metadata["param"] == "depth"


async def test_keys_that_mlflow_could_not_keep_are_named(stub: TrackingServiceAsyncStub) -> None:
    run = await a_run(stub)
    metrics = [run_pb.Metric(key="good"), run_pb.Metric(key="b{a}d")]
    fault = await fault_of(stub.LogBatch(pb.LogBatchRequest(run_id=run.run_id, metrics=metrics, params={"p%": "1"})))
    assert {field for field, _ in fault.violations} == {"metrics[1].key", "params['p%']"}


async def test_runs_are_searched_in_pages(stub: TrackingServiceAsyncStub) -> None:
    experiment = await an_experiment(stub)
    for number in range(3):
        request = pb.CreateRunRequest(experiment_id=experiment.experiment_id, name=f"run {number}")
        run = (await stub.CreateRun(request)).run
        await stub.LogBatch(pb.LogBatchRequest(run_id=run.run_id, metrics=points("auc", number / 10)))
    search = pb.SearchRunsRequest(
        experiment_ids=[experiment.experiment_id],
        filter="metrics.auc > 0.05",
        order_by=["metrics.auc DESC"],
        page_size=1,
    )
    first = await stub.SearchRuns(search)
    search.page_token = first.next_page_token
    second = await stub.SearchRuns(search)
    assert [run.name for run in (*first.runs, *second.runs)] == ["run 2", "run 1"]


async def test_a_series_comes_in_pages(stub: TrackingServiceAsyncStub) -> None:
    run = await a_run(stub)
    await stub.LogBatch(pb.LogBatchRequest(run_id=run.run_id, metrics=points("loss", 3.0, 2.0, 1.0)))
    request = pb.GetMetricHistoryRequest(run_id=run.run_id, key="loss", page_size=2)
    first = await stub.GetMetricHistory(request)
    request.page_token = first.next_page_token
    second = await stub.GetMetricHistory(request)
    assert [metric.value for metric in (*first.metrics, *second.metrics)] == [3.0, 2.0, 1.0]
    assert second.next_page_token == ""


async def test_metrics_stream_in_and_each_batch_is_answered(stub: TrackingServiceAsyncStub) -> None:
    run = await a_run(stub)
    answers = await collected(
        stub.StreamMetrics(
            frames(
                pb.StreamMetricsRequest(open=pb.StreamMetricsOpen(run_id=run.run_id)),
                metric_batch(1, points("loss", 3.0, 2.0)),
                metric_batch(2, [run_pb.Metric(key="b{a}d")]),
                metric_batch(3, []),
                metric_batch(7, points("auc", 0.5)),
                pb.StreamMetricsRequest(finish=pb.StreamMetricsFinish()),
            )
        )
    )
    assert answers[0].ready.run_id == run.run_id
    assert [(one.ack.sequence, one.ack.status.code) for one in answers[1:-1]] == [(1, 0), (2, 3), (3, 3), (7, 0)]
    summary = answers[-1].summary
    assert (summary.accepted_batch_count, summary.refused_batch_count, summary.point_count) == (2, 2, 3)
    assert await history(stub, run.run_id, "loss") == [3.0, 2.0]


async def test_a_metric_stream_out_of_order_is_ended(stub: TrackingServiceAsyncStub) -> None:
    run = await a_run(stub)
    opening = pb.StreamMetricsRequest(open=pb.StreamMetricsOpen(run_id=run.run_id))
    for sent in (
        [metric_batch(1, points("a", 1.0))],
        [],
        [opening, opening],
        [opening, metric_batch(2, points("a", 1.0)), metric_batch(2, points("a", 1.0))],
    ):
        fault = await fault_of(conversation(stub.StreamMetrics(), *sent))
        assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "FRAME_OUT_OF_ORDER")


async def test_an_artifact_goes_up_is_listed_and_comes_down(stub: TrackingServiceAsyncStub) -> None:
    run = await a_run(stub)
    content = bytes(range(256)) * 10_000
    digest = hashlib.sha256(content).digest()
    opening = pb.LogArtifactOpen(run_id=run.run_id, path="plots/roc.png", size_bytes=len(content), sha256=digest)
    stored = await upload(stub, opening, content[:1_000_000], content[1_000_000:2_000_000], content[2_000_000:])
    assert (stored.artifact.path, stored.artifact.size_bytes, stored.sha256) == ("plots/roc.png", len(content), digest)
    root = await stub.ListArtifacts(pb.ListArtifactsRequest(run_id=run.run_id))
    assert [(one.path, one.is_directory) for one in root.artifacts] == [("plots", True)]
    request = pb.DownloadArtifactRequest(run_id=run.run_id, path="plots/roc.png")
    answers = await collected(stub.DownloadArtifact(request))
    assert answers[0].header.artifact.size_bytes == len(content)
    assert b"".join(one.chunk for one in answers) == content
    assert (answers[-1].summary.size_bytes, answers[-1].summary.sha256) == (len(content), digest)


async def test_artifacts_are_listed_in_pages(stub: TrackingServiceAsyncStub) -> None:
    run = await a_run(stub)
    for name in ("b", "a", "c"):
        await upload(stub, pb.LogArtifactOpen(run_id=run.run_id, path=f"notes/{name}.txt"), b"1")
    request = pb.ListArtifactsRequest(run_id=run.run_id, path="notes", page_size=2)
    first = await stub.ListArtifacts(request)
    request.page_token = first.next_page_token
    second = await stub.ListArtifacts(request)
    paths = [one.path for one in (*first.artifacts, *second.artifacts)]
    assert (paths, second.next_page_token) == (["notes/a.txt", "notes/b.txt", "notes/c.txt"], "")


async def test_an_artifact_that_is_not_what_was_said_is_told_in_band_and_as_status(
    stub: TrackingServiceAsyncStub,
) -> None:
    run = await a_run(stub)
    call = stub.LogArtifact()
    opening, *rest = upload_frames(pb.LogArtifactOpen(run_id=run.run_id, path="a.txt", size_bytes=3), b"12")
    await call.write(opening)
    await call.read()
    for frame in rest:
        await call.write(frame)
    answer = await call.read()
    assert isinstance(answer, pb.LogArtifactResponse)
    assert answer.fault.code == grpc.StatusCode.INVALID_ARGUMENT.value[0]
    await call.done_writing()
    assert (await fault_of(call.read())).reason == "CHECKSUM_MISMATCH"
    assert not (await stub.ListArtifacts(pb.ListArtifactsRequest(run_id=run.run_id))).artifacts


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../b", "a//b", "a/", ".", "a\\b", "a\x00b", "c:x"])
async def test_paths_that_leave_or_surprise_are_refused(stub: TrackingServiceAsyncStub, path: str) -> None:
    run = await a_run(stub)
    opening = pb.LogArtifactOpen(run_id=run.run_id, path=path)
    for call in (
        upload(stub, opening, b"1"),
        stub.ListArtifacts(pb.ListArtifactsRequest(run_id=run.run_id, path=path)),
        collected(stub.DownloadArtifact(pb.DownloadArtifactRequest(run_id=run.run_id, path=path))),
    ):
        fault = await fault_of(call)
        assert (fault.reason, fault.violations[0][0]) == ("INVALID_REQUEST", "path")


async def test_a_missing_artifact_is_told(stub: TrackingServiceAsyncStub) -> None:
    run = await a_run(stub)
    request = pb.DownloadArtifactRequest(run_id=run.run_id, path="nowhere.txt")
    fault = await fault_of(collected(stub.DownloadArtifact(request)))
    assert (fault.code, fault.reason) == (grpc.StatusCode.NOT_FOUND, "ARTIFACT_NOT_FOUND")


async def test_an_upload_out_of_order_is_ended(stub: TrackingServiceAsyncStub) -> None:
    run = await a_run(stub)
    opening = pb.LogArtifactOpen(run_id=run.run_id, path="a.txt")
    for sent in ([pb.LogArtifactRequest(chunk=b"1")], [pb.LogArtifactRequest(open=opening)] * 2):
        fault = await fault_of(conversation(stub.LogArtifact(), *sent))
        assert fault.reason == "FRAME_OUT_OF_ORDER"
    assert not (await stub.ListArtifacts(pb.ListArtifactsRequest(run_id=run.run_id))).artifacts


async def upload(stub: TrackingServiceAsyncStub, opening: pb.LogArtifactOpen, *chunks: bytes) -> pb.LogArtifactResult:
    """Send an artifact as the contract says; what the server says of it at the end."""
    call = stub.LogArtifact()
    opened, *rest = upload_frames(opening, *chunks)
    await call.write(opened)
    assert isinstance(await call.read(), pb.LogArtifactResponse)
    for frame in rest:
        await call.write(frame)
    answer = await call.read()
    assert isinstance(answer, pb.LogArtifactResponse)
    return answer.result


def upload_frames(opening: pb.LogArtifactOpen, *chunks: bytes) -> list[pb.LogArtifactRequest]:
    return [
        pb.LogArtifactRequest(open=opening),
        *(pb.LogArtifactRequest(chunk=chunk) for chunk in chunks),
        pb.LogArtifactRequest(finish=pb.LogArtifactFinish()),
    ]


def metric_batch(sequence: int, metrics: list[run_pb.Metric]) -> pb.StreamMetricsRequest:
    return pb.StreamMetricsRequest(batch=pb.StreamMetricsBatch(sequence=sequence, metrics=metrics))


async def conversation(call: Any, *sent: Any) -> list[Any]:
    """Send frames, each once the one before was answered; the answers, or the status that the stream ends with."""
    answers = []
    for frame in sent:
        await call.write(frame)
        answers.append(await call.read())
    await call.done_writing()
    answers.append(await call.read())
    return answers


async def frames(*sent: Any) -> AsyncIterator[Any]:
    for frame in sent:
        yield frame


async def collected(call: Any) -> list[Any]:
    """Every answer of a stream."""
    return [answer async for answer in call]
