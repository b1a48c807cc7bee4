"""Anything that MLflow can log becomes a version that predicts, on a real server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression

from hokusai import Client, aio, exceptions
from hokusai.registry import Contributor, Metric
from tests.client.conftest import QUICK, Served
from tests.support.cutting_proxy import cutting_proxy
from tests.support.running_server import server_process

# MLflow's import and a model's start take seconds on two busy cores.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of this module's own, whose models each test names after itself."""
    with server_process(tmp_path_factory.mktemp("registering")) as server:
        yield server.address


@pytest.fixture
def real(address: str) -> Iterator[Client]:
    with Client(address) as opened:
        yield opened


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    """A model name that no other test has."""
    return "".join(each if each.isalnum() else "_" for each in request.node.name)[:100]


ROWS = pd.DataFrame(np.random.default_rng(0).random((60, 3)), columns=["x", "y", "z"])
TARGET = (ROWS["x"] > ROWS["y"]).astype(int)


class OfMyOwn(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """An estimator that only this file knows, which skops would not carry."""

    def fit(self, rows: Any, target: Any) -> OfMyOwn:
        self.classes_ = np.unique(target)
        return self

    def predict(self, rows: Any) -> Any:
        return (np.asarray(rows)[:, 0] > 0.5).astype(int)


def _lightgbm() -> Any:
    lightgbm = pytest.importorskip("lightgbm")
    return lightgbm.LGBMClassifier(n_estimators=5, verbose=-1).fit(ROWS, TARGET)


def _of_my_own() -> Any:
    import cloudpickle  # type: ignore[import-untyped]

    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    return OfMyOwn().fit(ROWS, TARGET)


@pytest.mark.parametrize(
    ("make", "flavour"),
    [
        pytest.param(lambda: LogisticRegression().fit(ROWS, TARGET), "sklearn", id="sklearn"),
        pytest.param(lambda: RandomForestClassifier(5).fit(ROWS, TARGET), "sklearn", id="trees"),
        pytest.param(_of_my_own, "sklearn", id="of_my_own"),
        pytest.param(_lightgbm, "lightgbm", id="lightgbm"),
    ],
)
def test_an_estimator_is_registered_and_predicts_as_it_does_here(
    real: Client, name: str, make: Any, flavour: str
) -> None:
    model = make()
    version = real.register_baseline(name, model, input_example=ROWS.head())
    assert (version.version, version.state) == ("1.0.0", "ready")
    assert flavour in version.flavours
    assert version.signature is not None
    assert [each.name for each in version.signature.inputs] == ["x", "y", "z"]
    answer = real.predict(name, ROWS)
    assert answer.values.iloc[:, 0].tolist() == np.asarray(model.predict(ROWS)).tolist()


def test_a_callable_is_registered(real: Client, name: str) -> None:
    def total(model_input: pd.DataFrame) -> pd.Series:
        return model_input["x"] + model_input["y"]

    real.register_baseline(name, total, input_example=ROWS[["x", "y"]].head())
    answer = real.predict(name, ROWS[["x", "y"]])
    np.testing.assert_allclose(answer.values.iloc[:, 0], ROWS["x"] + ROWS["y"])


def test_a_probability_is_predicted_by_another_method(real: Client, name: str) -> None:
    model = LogisticRegression().fit(ROWS, TARGET)
    real.register_baseline(name, model, input_example=ROWS.head(), predict_method="predict_proba")
    answer = real.predict(name, ROWS.to_numpy())
    values = answer.values if isinstance(answer.values, np.ndarray) else np.column_stack(list(answer.values.values()))
    np.testing.assert_allclose(values, model.predict_proba(ROWS))


def test_a_folder_and_an_address_of_mlflow_are_registered(
    real: Client, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import mlflow

    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path / 'mlflow.db'}")
    monkeypatch.chdir(tmp_path)
    model = LinearRegression().fit(ROWS, TARGET)
    mlflow.sklearn.save_model(model, str(tmp_path / "saved"), input_example=ROWS.head(), pip_requirements=[])
    with mlflow.start_run() as run:
        logged = mlflow.sklearn.log_model(model, name="model", input_example=ROWS.head(), pip_requirements=[])
    assert real.register_baseline(name, tmp_path / "saved").version == "1.0.0"
    assert real.register_baseline(name, logged.model_uri).version == "1.0.1"
    by_run = real.register_baseline(name, f"runs:/{run.info.run_id}/model")
    assert (by_run.version, by_run.mlflow.run_id) == ("1.0.2", run.info.run_id)
    np.testing.assert_allclose(real.predict(name, ROWS).values.iloc[:, 0], model.predict(ROWS))


def test_an_improved_version_tells_what_got_better(real: Client, name: str) -> None:
    model = LinearRegression().fit(ROWS, TARGET)
    metrics = [Metric("lift", 1.5, "higher_is_better", 60), Metric("rmse", 0.5)]
    baseline = real.register_baseline(
        name,
        model,
        model_type="regression",
        input_example=ROWS.head(),
        metrics=metrics,
        contributors=["ada", Contributor("0x" + "ab" * 20, 2.0)],
        description="the first",
        tags={"team": "growth"},
        aliases=["@production"],
    )
    assert baseline.aliases == ("production",)
    assert [(each.id, each.weight) for each in baseline.contributors] == [("ada", 1.0), ("0x" + "ab" * 20, 2.0)]
    assert (baseline.metrics["lift"].sample_size, baseline.metrics["rmse"].direction) == (60, "lower_is_better")
    improved = real.register_improved(
        name, model, parent_version="1.0.0", input_example=ROWS.head(), metrics={"rmse": 0.4}, bump="minor"
    )
    assert (improved.version, improved.parent_version) == ("1.1.0", "1.0.0")
    verdicts = {each.name: each.verdict for each in improved.improvements}
    assert verdicts == {"lift": "not_comparable", "rmse": "improved"}
    comparison = real.compare_versions(name, "1.0.0", "1.1.0")
    assert comparison.recommendation in {"accept", "review"}
    assert [each.relation for each in real.get_lineage(name, "1.1.0")] == ["ancestor", "self"]
    assert real.get_model(name).model_type == "regression"


def test_a_number_that_promises_too_much_is_refused_by_field(real: Client, name: str) -> None:
    real.register_baseline(name, LinearRegression().fit(ROWS, TARGET), input_example=ROWS.head())
    narrower = LinearRegression().fit(ROWS[["x"]], TARGET)
    with pytest.raises(exceptions.VersionUnderstatesChange) as caught:
        real.register_baseline(name, narrower, input_example=ROWS[["x"]].head(), version="1.0.1")
    assert caught.value.details["least"] == "2.0.0"
    assert {each.field for each in caught.value.violations} == {"inputs.y", "inputs.z"}
    forced = real.register_baseline(
        name, narrower, input_example=ROWS[["x"]].head(), version="1.0.1", allow_breaking=True
    )
    assert forced.breaking_allowed


def test_promotion_history_and_rollback(real: Client, name: str) -> None:
    model = LinearRegression().fit(ROWS, TARGET)
    for _ in range(2):
        real.register_baseline(name, model, input_example=ROWS.head())
    real.promote_version(name, "1.0.0", expected_from="unset", reason="first")
    real.promote_version(name, "1.0.1", expected_from="1.0.0")
    with pytest.raises(exceptions.AliasMoved) as caught:
        real.promote_version(name, "1.0.0", expected_from="1.0.0")
    assert caught.value.details["actual"] == "1.0.1"
    assert real.rollback_alias(name).to_version == "1.0.0"
    moves = [each for each in real.list_history(name, oldest_first=True) if each.alias]
    assert [each.kind for each in moves] == ["promoted", "promoted", "rolled_back"]
    assert real.resolve_version(name, "@production", as_of=moves[1].time).version.version == "1.0.1"
    with pytest.raises(exceptions.VersionInUse):
        real.deprecate_version(name, "1.0.0")
    assert real.deprecate_version(name, "1.0.1", reason="worse").state == "deprecated"
    assert real.get_latest_version(name).version == "1.0.0"
    assert real.restore_version(name, "1.0.1").state == "ready"
    assert [each.version for each in real.list_versions(name)] == ["1.0.0", "1.0.1"]


def test_the_same_files_are_sent_once(address: str, name: str, tmp_path: Path) -> None:
    """The second registration of a folder sends its manifest, and of the files nothing."""
    folder = tmp_path / "saved"
    _save(folder)
    with cutting_proxy(address) as proxy, Client(proxy.address) as client:
        client.register_baseline(name, folder)
        proxy.cut_after_upload = 64 * 1024
        assert client.register_baseline(name, folder, bump="minor").version == "1.1.0"
        assert proxy.cuts == 0


def test_an_upload_to_a_real_server_survives_a_cut(address: str, name: str, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    _save(folder)
    (folder / "weights.bin").write_bytes(np.random.default_rng(1).bytes(5_000_000))
    with cutting_proxy(address) as proxy, Client(proxy.address, retry=QUICK) as client:
        proxy.cut_after_upload = 2_000_000
        assert client.register_baseline(name, folder).version == "1.0.0"
        assert proxy.cuts == 1


async def test_the_event_loop_client_registers(address: str, name: str) -> None:
    async with aio.Client(address) as client:
        version = await client.register_baseline(name, LinearRegression().fit(ROWS, TARGET), input_example=ROWS.head())
        assert version.version == "1.0.0"
        assert (await client.predict(name, ROWS.head(2))).row_count == 2


@pytest.mark.parametrize("model", [object(), 7, {"a": 1}], ids=["object", "number", "dict"])
def test_what_is_no_model_is_refused_with_what_would_be(served: Served, model: Any) -> None:
    with Client(served.address) as client, pytest.raises(exceptions.ModelNotLoggable, match="callable"):
        client.register_baseline("nothing", model)


def test_a_folder_that_is_not_there_is_refused(served: Served, tmp_path: Path) -> None:
    with Client(served.address) as client, pytest.raises(exceptions.ModelNotLoggable, match="no folder"):
        client.register_baseline("nothing", tmp_path / "missing")


@pytest.mark.parametrize(
    ("address", "advice"),
    [("runs:/00000000000000000000000000000000/model", "MLFLOW_TRACKING_URI"), ("s3://nobody/model", "credentials")],
)
def test_an_address_that_cannot_be_fetched_is_refused_with_what_to_check(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, advice: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    with Client(served.address) as client, pytest.raises(exceptions.ModelNotLoggable, match=advice):
        client.register_baseline("nothing", address)


def _save(folder: Path) -> None:
    import mlflow.sklearn

    mlflow.sklearn.save_model(
        LinearRegression().fit(ROWS, TARGET), str(folder), input_example=ROWS.head(), pip_requirements=[]
    )


@pytest.fixture
def stored(address: str, name: str, tmp_path: Path) -> Path:
    """A folder that is registered as 1.0.0 of `name`."""
    folder = tmp_path / "saved"
    _save(folder)
    (folder / "weights.bin").write_bytes(np.random.default_rng(2).bytes(5_000_000))
    with Client(address) as client:
        client.register_baseline(name, folder)
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_version_is_fetched_as_it_was_sent(real: Client, name: str, stored: Path, tmp_path: Path) -> None:
    import mlflow.pyfunc

    fetched = real.download_model(name, "1.0.0", tmp_path / "fetched")
    assert _files(fetched) == _files(stored)
    assert len(mlflow.pyfunc.load_model(str(fetched)).predict(ROWS)) == len(ROWS)
    with pytest.raises(exceptions.InvalidArgumentError, match="exists"):
        real.download_model(name, "1.0.0", fetched)


def test_a_download_survives_cuts(address: str, name: str, stored: Path, tmp_path: Path) -> None:
    with cutting_proxy(address) as proxy, Client(proxy.address, retry=QUICK) as client:
        proxy.cut_after = 2_000_000
        client.download_model(name, "1.0.0", tmp_path / "fetched")
        assert proxy.cuts == 1
    assert _files(tmp_path / "fetched") == _files(stored)


async def test_a_download_survives_cuts_in_an_event_loop(address: str, name: str, stored: Path, tmp_path: Path) -> None:
    with cutting_proxy(address) as proxy:
        async with aio.Client(proxy.address, retry=QUICK) as client:
            proxy.cut_after = 2_000_000
            await client.download_model(name, "1.0.0", tmp_path / "fetched")
        assert proxy.cuts == 1
    assert _files(tmp_path / "fetched") == _files(stored)


def test_a_download_that_fails_leaves_nothing(real: Client, name: str, tmp_path: Path) -> None:
    with pytest.raises(exceptions.ModelNotFound):
        real.download_model(name, "1.0.0", tmp_path / "fetched")
    assert list(tmp_path.iterdir()) == []
