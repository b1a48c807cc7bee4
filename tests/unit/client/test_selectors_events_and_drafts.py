"""What people write, and the messages it becomes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hokusai.exceptions import InvalidArgumentError, ModelNotLoggable
from hokusai.inference.traffic_calls import set_traffic_policy
from hokusai.registry.bundle_files import chunks, read_bundle, wanted_bytes
from hokusai.registry.calls import VersionDraft
from hokusai.registry.metrics import Metric, metric_messages
from hokusai.registry.registration import Registration
from hokusai.registry.v1 import bundle_pb2, metric_pb2, model_version_pb2, signature_pb2
from hokusai.tracking.inference_events import event_message
from hokusai.tracking.v1 import inference_event_pb2
from hokusai.versions.selector import parse_selector
from hokusai.wire_values import value_of, word


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.2.3", "exact", "1.2.3"),
        ("1.3.0-rc.1", "exact", "1.3.0-rc.1"),
        ("^1.2", "range", "^1.2"),
        (">=1.0 <2", "range", ">=1.0 <2"),
        ("1", "range", "1"),
        ("@production", "alias", "production"),
    ],
)
def test_a_version_in_one_string(text: str, kind: str, value: str) -> None:
    selector = parse_selector(text)
    assert selector is not None
    assert (selector.WhichOneof("selector"), getattr(selector, kind)) == (kind, value)


def test_latest_and_nothing() -> None:
    latest = parse_selector("latest")
    assert latest is not None
    assert latest.WhichOneof("selector") == "latest"
    assert parse_selector(None) is None


def test_an_alias_at_an_instant() -> None:
    selector = parse_selector("@production", as_of=datetime(2026, 3, 3, 14, 5, tzinfo=UTC))
    assert selector is not None
    assert selector.alias_as_of.alias == "production"
    assert selector.alias_as_of.time.ToDatetime(tzinfo=UTC) == datetime(2026, 3, 3, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("@", None),
        ("@9", None),
        ("", None),
        ("1.2.3", datetime(2026, 1, 1, tzinfo=UTC)),
        (None, datetime(2026, 1, 1, tzinfo=UTC)),
        ("@production", datetime(2026, 1, 1)),  # noqa: DTZ001 - without a time zone nobody knows which instant it is
    ],
)
def test_what_is_no_version_is_refused(text: str | None, as_of: datetime | None) -> None:
    with pytest.raises(InvalidArgumentError):
        parse_selector(text, as_of=as_of)


def test_the_promised_event_is_understood() -> None:
    message = event_message(
        {"model_id": "m", "model_version": "1.0.0", "latency_ms": 45.2, "confidence": 0.89, "user_id": "user123"}
    )
    assert (message.model, message.version, message.subject_key) == ("m", "1.0.0", "user123")
    assert (message.latency_ms, message.confidence) == (45.2, 0.89)


def test_further_numbers_of_an_event_are_metrics() -> None:
    message = event_message(
        {"model": "m", "version": "1.0.0", "latency_ms": 0, "tokens": np.int64(412), "metrics": {"a": 1}}
    )
    assert message.HasField("latency_ms")
    assert dict(message.metrics) == {"tokens": 412.0, "a": 1.0}


@pytest.mark.parametrize("instant", [datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01T00:00:00+00:00", 1767225600])
def test_instants_of_events_are_written_in_three_ways(instant: Any) -> None:
    message = event_message({"timestamp": instant, "outcome": "error"})
    assert message.event_time.ToDatetime(tzinfo=UTC) == datetime(2026, 1, 1, tzinfo=UTC)
    assert message.outcome == inference_event_pb2.INFERENCE_OUTCOME_ERROR


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({"model": "a", "model_id": "b"}, "twice"),
        ({"colour": "red"}, "colour"),
        ({"flag": True}, "flag"),
        ({"latency_ms": "fast"}, "not valid"),
        ({"timestamp": "yesterday"}, "yesterday"),
        ({"outcome": "maybe"}, "error, success"),
    ],
)
def test_events_that_cannot_be_are_refused(event: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidArgumentError, match=told):
        event_message(event)


def test_metrics_are_numbers_of_any_library() -> None:
    messages = metric_messages({"accuracy": np.float32(0.5), "count": np.int64(3), "f1": 1})
    assert [(each.name, each.value) for each in messages] == [("accuracy", 0.5), ("count", 3.0), ("f1", 1.0)]
    (lift,) = metric_messages([Metric("lift", 1.5, "higher_is_better", 60)])
    assert (lift.direction, lift.sample_size) == (metric_pb2.METRIC_DIRECTION_HIGHER_IS_BETTER, 60)


@pytest.mark.parametrize("value", ["0.9", None, True, [1]])
def test_metrics_that_are_no_numbers_are_refused_by_name(value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="'accuracy'"):
        metric_messages({"accuracy": value})


def test_a_draft_names_a_number_or_a_bump() -> None:
    assert VersionDraft(version="1.0.0").to_proto("d").WhichOneof("number") == "version"
    assert VersionDraft(bump="minor").to_proto("d").bump == signature_pb2.VERSION_BUMP_MINOR
    assert VersionDraft().to_proto("d").WhichOneof("number") is None
    with pytest.raises(InvalidArgumentError, match="auto, major, minor, patch"):
        VersionDraft(bump="huge").to_proto("d")


def test_the_run_of_an_address_is_known() -> None:
    assert Registration.of("runs:/abc123/model", {}).draft.mlflow_run_id == "abc123"
    assert Registration.of("models:/m/1", {}).draft.mlflow_run_id == ""
    assert Registration.of("runs:/abc123/model", {"mlflow_run_id": "other"}).draft.mlflow_run_id == "other"


def test_words_of_the_contract_are_lower_case() -> None:
    known = model_version_pb2.VersionState
    assert word(known, model_version_pb2.VERSION_STATE_READY) == "ready"
    assert word(known, 99) == "99"
    assert value_of(known, " Ready ", "state") == model_version_pb2.VERSION_STATE_READY


def test_shares_of_traffic_sum_to_a_hundred() -> None:
    request = set_traffic_policy("m", {"1.0.0": 99.5, "@canary": 0.5}).request
    assert [(each.name, each.weight_basis_points) for each in request.policy.arms] == [("1.0.0", 9950), ("canary", 50)]
    with pytest.raises(InvalidArgumentError, match="100"):
        set_traffic_policy("m", {"1.0.0": 50})


def _bundle(folder: Path) -> Path:
    (folder / "sub").mkdir(parents=True)
    (folder / "MLmodel").write_text("x")
    (folder / "sub" / "a").write_bytes(b"12345")
    (folder / "empty").write_bytes(b"")
    return folder


def _upload(**received: int) -> bundle_pb2.Upload:
    sizes = {"MLmodel": 1, "sub/a": 5, "empty": 0}
    files = [
        bundle_pb2.UploadFile(
            path=path, size_bytes=size, received_bytes=max(0, received.get(path, 0)), stored=received.get(path, 0) < 0
        )
        for path, size in sizes.items()
    ]
    return bundle_pb2.Upload(upload_id="u", files=files, max_chunk_bytes=2)


def test_a_bundle_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    bundle = read_bundle(_bundle(tmp_path / "m"))
    assert [(each.path, each.size_bytes) for each in bundle.files] == [("MLmodel", 1), ("empty", 0), ("sub/a", 5)]
    assert bundle.size == 6


def test_only_what_is_missing_is_sent(tmp_path: Path) -> None:
    bundle = read_bundle(_bundle(tmp_path / "m"))
    upload = _upload(**{"MLmodel": -1, "sub/a": 2})
    assert wanted_bytes(_upload(**{"sub/a": 2})) == 4
    assert [(each.path, each.offset, each.data) for each in chunks(bundle, upload)] == [
        ("sub/a", 2, b"34"),
        ("sub/a", 4, b"5"),
        ("empty", 0, b""),
    ]


def test_a_link_in_a_bundle_is_refused(tmp_path: Path) -> None:
    folder = _bundle(tmp_path / "m")
    (folder / "link").symlink_to(folder / "MLmodel")
    with pytest.raises(ModelNotLoggable, match="links"):
        read_bundle(folder)
