"""Uploads over connections that break."""

from __future__ import annotations

import hashlib
from pathlib import Path

import grpc
import pytest

from hokusai import Client, aio, exceptions
from tests.client.conftest import QUICK
from tests.support.cutting_proxy import cutting_proxy
from tests.support.scripted_server import Fault, ScriptedServer


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder that looks like an MLflow model: 3 MB in one file, a small one, and an empty one."""
    folder = tmp_path / "model"
    (folder / "data").mkdir(parents=True)
    (folder / "MLmodel").write_text("flavors: {}\n")
    (folder / "data" / "weights.bin").write_bytes(bytes(range(256)) * 12_000)
    (folder / "data" / "empty").write_bytes(b"")
    return folder


def _arrived(server: ScriptedServer, bundle: Path) -> bool:
    (manifest, stored) = server.registry.uploads["upload-0"]
    return all(
        hashlib.sha256(stored[path]).hexdigest() == hashlib.sha256((bundle / path).read_bytes()).hexdigest()
        for path in manifest
    )


def test_a_folder_is_uploaded_and_registered(scripted: ScriptedServer, client: Client, bundle: Path) -> None:
    version = client.register_baseline("churn", bundle, metrics={"accuracy": 0.9}, tags={"team": "growth"})
    assert (version.model, version.version) == ("churn", "1.0.0")
    assert _arrived(scripted, bundle)
    request = scripted.script.calls["RegisterBaseline"][0]
    assert request.draft.bundle_digest == "ab" * 32
    assert [(each.name, each.value) for each in request.draft.metrics] == [("accuracy", 0.9)]
    assert request.request_id


def test_an_upload_goes_on_where_a_cut_left_it(scripted: ScriptedServer, bundle: Path) -> None:
    with cutting_proxy(scripted.address) as proxy, Client(proxy.address, retry=QUICK) as client:
        proxy.cut_after_upload = 1_000_000
        client.register_baseline("churn", bundle)
        assert proxy.cuts == 1
    assert _arrived(scripted, bundle)
    assert scripted.script.calls["QueryUpload"]
    sent = sum(size for _, _, size in scripted.script.calls["AppendUpload chunk"])
    assert sent < 2 * 256 * 12_000, "the part that was there was sent again"


async def test_an_upload_goes_on_in_an_event_loop(scripted: ScriptedServer, bundle: Path) -> None:
    with cutting_proxy(scripted.address) as proxy:
        async with aio.Client(proxy.address, retry=QUICK) as client:
            proxy.cut_after_upload = 1_000_000
            version = await client.register_baseline("churn", bundle)
    assert version.version == "1.0.0"
    assert _arrived(scripted, bundle)


def test_an_upload_asks_anew_after_a_mismatch(scripted: ScriptedServer, client: Client, bundle: Path) -> None:
    scripted.script.faults["AppendUpload"].append(Fault(grpc.StatusCode.ABORTED, "UPLOAD_OFFSET_MISMATCH"))
    client.register_baseline("churn", bundle)
    assert scripted.script.calls["QueryUpload"]


def test_an_upload_that_moves_nothing_gives_up(scripted: ScriptedServer, client: Client, bundle: Path) -> None:
    full = Fault(grpc.StatusCode.RESOURCE_EXHAUSTED, "STORAGE_FULL")
    scripted.script.faults["AppendUpload"].append(full)
    with pytest.raises(exceptions.StorageFull):
        client.register_baseline("churn", bundle)


def test_a_bundle_that_never_fits_its_manifest_is_given_up(
    scripted: ScriptedServer, client: Client, bundle: Path
) -> None:
    scripted.script.faults["FinishUpload"] += [Fault(grpc.StatusCode.INVALID_ARGUMENT, "CHECKSUM_MISMATCH")] * 10
    with pytest.raises(exceptions.ChecksumMismatch):
        client.register_baseline("churn", bundle)
    assert len(scripted.script.calls["FinishUpload"]) == 4


def test_the_registration_keeps_the_callers_request_id(scripted: ScriptedServer, client: Client, bundle: Path) -> None:
    scripted.script.faults["RegisterBaseline"].append(
        Fault(grpc.StatusCode.UNAVAILABLE, "MLFLOW_UNAVAILABLE", retry_after=0.01)
    )
    wanted = "6f1e6a52-6a52-4a52-8a52-6a526a526a52"
    client.register_baseline("churn", bundle, request_id=wanted)
    assert [each.request_id for each in scripted.script.calls["RegisterBaseline"]] == [wanted, wanted]


def test_a_folder_without_mlmodel_is_refused_before_anything_is_sent(
    scripted: ScriptedServer, client: Client, tmp_path: Path
) -> None:
    with pytest.raises(exceptions.ModelNotLoggable, match="MLmodel"):
        client.register_baseline("churn", tmp_path)
    assert not scripted.script.calls["StartUpload"]


def test_a_draft_that_contradicts_itself_is_refused_before_anything_is_sent(
    scripted: ScriptedServer, client: Client, bundle: Path
) -> None:
    with pytest.raises(exceptions.InvalidArgumentError, match="both choose the number"):
        client.register_baseline("churn", bundle, version="1.0.0", bump="minor")
    assert not scripted.script.calls["StartUpload"]
