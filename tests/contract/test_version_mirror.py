"""What every adapter of the VersionMirror port promises: the embedded MLflow and a real `mlflow server`."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from hokusai_server.adapters.mlflow.client_pool import MlflowClientPool
from hokusai_server.adapters.mlflow.connection import MlflowConnection
from hokusai_server.adapters.mlflow.version_mirror import MlflowVersionMirror
from hokusai_server.domain.errors import MLflowRefused
from hokusai_server.ports.version_mirror import MirroredVersion, VersionMirror
from tests.support.mlflow_bundles import save_linear_model
from tests.support.mlflow_server import mlflow_server, plain_environment

pytestmark = [pytest.mark.slow, pytest.mark.timeout(150), pytest.mark.asyncio(loop_scope="module")]

# Loads every URI after the first argument and prints the predictions for x = 1 and x = 4.
STOCK_LOAD = """
import json, sys
import mlflow, pandas as pd
mlflow.set_tracking_uri(sys.argv[1])
inputs = pd.DataFrame({"x": [1.0, 4.0]})
print(json.dumps([list(map(float, mlflow.pyfunc.load_model(uri).predict(inputs))) for uri in sys.argv[2:]]))
"""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A mirror and the URI at which stock clients see the same MLflow."""

    mirror: VersionMirror
    stock_uri: str


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_linear_model(tmp_path_factory.mktemp("bundle") / "model")


@pytest.fixture(scope="module", params=["embedded", "remote"])
def connection(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MlflowConnection]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "embedded":
        yield MlflowConnection.embedded(folder / "mlflow")
        return
    with mlflow_server(folder) as server:
        yield MlflowConnection.remote(server.uri, timeout=timedelta(seconds=30))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def mirrored(connection: MlflowConnection) -> AsyncIterator[Mirrored]:
    pool = MlflowClientPool(connection)
    yield Mirrored(MlflowVersionMirror(pool), connection.tracking_uri)
    await pool.aclose()


def a_version(bundle: Path, number: str = "1.0.0", model: str | None = None) -> MirroredVersion:
    return MirroredVersion(
        version_id=str(uuid.uuid4()),
        model=model or f"model-{uuid.uuid4().hex[:8]}",
        number=number,
        bundle_digest="ab" * 32,
        bundle_path=bundle,
        description="linear",
        tags={"team": "growth"},
    )


def stock(folder: Path, script: str, *arguments: str) -> object:
    """Run a script as another machine's user would: own home, own working directory, nothing of ours."""
    folder.mkdir(exist_ok=True)
    finished = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder, env=plain_environment(HOME=str(folder)), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout.splitlines()[-1])


def facts_of_versions(uri: str, model: str) -> dict[int, dict[str, object]]:
    """What a stock client sees of a model: number -> tags, description and aliases."""
    from mlflow import MlflowClient

    client = MlflowClient(tracking_uri=uri)
    found = client.search_model_versions(f"name = '{model}'")
    versions = [client.get_model_version(model, version.version) for version in found]
    return {int(v.version): {**v.tags, "description": v.description, "aliases": list(v.aliases)} for v in versions}


async def seen(mirrored: Mirrored, model: str) -> dict[int, dict[str, object]]:
    return await asyncio.to_thread(facts_of_versions, mirrored.stock_uri, model)


async def test_a_published_version_loads_with_a_stock_client(mirrored: Mirrored, bundle: Path, tmp_path: Path) -> None:
    version = a_version(bundle)
    ref = await mirrored.mirror.publish(version)
    await mirrored.mirror.set_alias(version.model, "production", ref.version)

    assert ref.version == 1
    uris = (f"models:/{version.model}/1", f"models:/{version.model}@production")
    predictions = await asyncio.to_thread(stock, tmp_path / "elsewhere", STOCK_LOAD, mirrored.stock_uri, *uris)
    assert predictions == [pytest.approx([2.0, 8.0]), pytest.approx([2.0, 8.0])]


async def test_a_version_carries_its_tags_and_description(mirrored: Mirrored, bundle: Path) -> None:
    version = a_version(bundle)
    ref = await mirrored.mirror.publish(version)
    await mirrored.mirror.set_version_tags(version.model, ref.version, {"hokusai.state": "deprecated"})

    versions = await seen(mirrored, version.model)
    assert versions == {
        1: {
            "hokusai.version": "1.0.0",
            "hokusai.version_id": version.version_id,
            "hokusai.bundle_digest": version.bundle_digest,
            "hokusai.state": "deprecated",
            "team": "growth",
            "description": "linear",
            "aliases": [],
        }
    }


async def test_publishing_again_finds_the_first_and_makes_no_second(mirrored: Mirrored, bundle: Path) -> None:
    version = a_version(bundle)
    first = await mirrored.mirror.publish(version)
    assert await mirrored.mirror.publish(version) == first
    later = await mirrored.mirror.publish(a_version(bundle, "1.0.1", version.model))
    assert later.version == first.version + 1


async def test_concurrent_publications_get_distinct_numbers(mirrored: Mirrored, bundle: Path) -> None:
    model = f"busy-{uuid.uuid4().hex[:8]}"
    refs = await asyncio.gather(
        *(mirrored.mirror.publish(a_version(bundle, f"1.0.{patch}", model)) for patch in range(6))
    )
    assert sorted(ref.version for ref in refs) == [1, 2, 3, 4, 5, 6]


async def test_discarding_removes_the_version_and_may_be_repeated(mirrored: Mirrored, bundle: Path) -> None:
    version = a_version(bundle)
    await mirrored.mirror.publish(version)
    await mirrored.mirror.discard(version.model, version.version_id)
    await mirrored.mirror.discard(version.model, version.version_id)
    versions = await seen(mirrored, version.model)
    assert versions == {}


def leave_files_of(uri: str, version: MirroredVersion) -> None:
    """What a try leaves that ended between the files and the version."""
    from mlflow import MlflowClient

    client = MlflowClient(tracking_uri=uri)
    known = client.get_experiment_by_name("hokusai")
    experiment_id = known.experiment_id if known else client.create_experiment("hokusai")
    client.create_logged_model(experiment_id, name="left", tags={"hokusai.version_id": version.version_id})


def files_of(uri: str, version: MirroredVersion) -> list[str]:
    """Logged models that hold files of a version."""
    from mlflow import MlflowClient

    client = MlflowClient(tracking_uri=uri)
    known = client.get_experiment_by_name("hokusai")
    assert known is not None
    wanted = f"tags.`hokusai.version_id` = '{version.version_id}'"
    return [logged.model_id for logged in client.search_logged_models([known.experiment_id], wanted)]


async def test_a_broken_try_is_finished_or_removed_and_never_doubled(
    mirrored: Mirrored, connection: MlflowConnection, bundle: Path
) -> None:
    if not connection.is_remote:
        pytest.skip("embedded, there are no files to send, so nothing lies between")
    finished, removed = a_version(bundle), a_version(bundle)
    for version in (finished, removed):
        await asyncio.to_thread(leave_files_of, mirrored.stock_uri, version)
    await mirrored.mirror.publish(finished)
    assert len(await asyncio.to_thread(files_of, mirrored.stock_uri, finished)) == 1
    await mirrored.mirror.discard(removed.model, removed.version_id)
    assert await asyncio.to_thread(files_of, mirrored.stock_uri, removed) == []
    await mirrored.mirror.discard(finished.model, finished.version_id)
    assert await asyncio.to_thread(files_of, mirrored.stock_uri, finished) == []


async def test_an_mlflow_whose_artifacts_nobody_reaches_is_refused(tmp_path: Path, bundle: Path) -> None:
    with mlflow_server(tmp_path, serve_artifacts=False) as server:
        pool = MlflowClientPool(MlflowConnection.remote(server.uri, timeout=timedelta(seconds=30)))
        with pytest.raises(MLflowRefused, match="--serve-artifacts"):
            await MlflowVersionMirror(pool).publish(a_version(bundle))
        await pool.aclose()
    assert not list((tmp_path / "artifacts").rglob("MLmodel"))


async def test_discarding_from_an_unknown_model_succeeds(mirrored: Mirrored) -> None:
    await mirrored.mirror.discard("nobody", str(uuid.uuid4()))


async def test_a_discarded_version_can_be_published_again(mirrored: Mirrored, bundle: Path) -> None:
    version = a_version(bundle)
    await mirrored.mirror.publish(version)
    await mirrored.mirror.discard(version.model, version.version_id)
    again = await mirrored.mirror.publish(version)
    assert again.name == version.model


async def test_deleting_a_version_may_be_repeated(mirrored: Mirrored, bundle: Path) -> None:
    version = a_version(bundle)
    ref = await mirrored.mirror.publish(version)
    kept = await mirrored.mirror.publish(a_version(bundle, "1.1.0", version.model))
    await mirrored.mirror.delete_version(version.model, ref.version)
    await mirrored.mirror.delete_version(version.model, ref.version)
    versions = await seen(mirrored, version.model)
    assert list(versions) == [kept.version]


async def test_an_alias_moves_and_goes(mirrored: Mirrored, bundle: Path) -> None:
    version = a_version(bundle)
    first = await mirrored.mirror.publish(version)
    second = await mirrored.mirror.publish(a_version(bundle, "1.1.0", version.model))
    await mirrored.mirror.set_alias(version.model, "production", first.version)
    await mirrored.mirror.set_alias(version.model, "production", second.version)
    versions = await seen(mirrored, version.model)
    assert {number: facts["aliases"] for number, facts in versions.items()} == {1: [], 2: ["production"]}

    await mirrored.mirror.remove_alias(version.model, "production")
    await mirrored.mirror.remove_alias(version.model, "production")
    versions = await seen(mirrored, version.model)
    assert {number: facts["aliases"] for number, facts in versions.items()} == {1: [], 2: []}


async def test_an_unknown_run_does_not_hinder_publication(mirrored: Mirrored, bundle: Path) -> None:
    ref = await mirrored.mirror.publish(replace(a_version(bundle), run_id="0" * 32))
    assert ref.version == 1


async def test_describing_a_model_that_is_not_there_succeeds(mirrored: Mirrored) -> None:
    await mirrored.mirror.describe_model("nobody", "text", {"a": "b"})
