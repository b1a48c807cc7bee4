"""What mirroring does with MLflow's client. Runs in the client's process; every function may be repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from hokusai_server.adapters.mlflow.faults import is_missing, is_taken
from hokusai_server.domain.errors import MLflowRefused
from hokusai_server.ports.version_mirror import MirroredVersion

if TYPE_CHECKING:
    from mlflow import MlflowClient
    from mlflow.entities import LoggedModel
    from mlflow.entities.model_registry import ModelVersion

VERSION_ID_TAG: Final = "hokusai.version_id"
NUMBER_TAG: Final = "hokusai.version"
DIGEST_TAG: Final = "hokusai.bundle_digest"
# Where the files of versions go that name no run of this MLflow.
EXPERIMENT: Final = "hokusai"


def publish_embedded(client: MlflowClient, version: MirroredVersion) -> int:
    """The MLflow number of the version, created if need be; its source is the bundle's directory."""
    for known in _versions_of(client, version.model, version.version_id):
        return int(known.version)
    run_id = version.run_id if _experiment_of_run(client, version.run_id) else None
    return _create(client, version, str(version.bundle_path), run_id=run_id)


def publish_remote(client: MlflowClient, version: MirroredVersion) -> int:
    """The MLflow number of the version, created if need be after its files went up into a logged model."""
    for known in _versions_of(client, version.model, version.version_id):
        return int(known.version)
    logged = _logged_model(client, version)
    source = str(logged.artifact_location)
    if urlsplit(source).scheme in {"", "file"}:
        raise MLflowRefused(
            client.tracking_uri,
            "its artifacts lie in a folder of its own machine; start it with --serve-artifacts or on an object store",
        )
    client.log_model_artifacts(logged.model_id, str(version.bundle_path))
    client.finalize_logged_model(logged.model_id, "READY")
    _create(client, version, source, run_id=logged.source_run_id, model_id=logged.model_id)
    return _the_only_one(client, version)


def discard(client: MlflowClient, model: str, version_id: str) -> None:
    """Delete every version with this id, and the logged model that holds its files."""
    for known in _versions_of(client, model, version_id):
        _delete(client, known)
    own = client.get_experiment_by_name(EXPERIMENT)
    if own is not None:
        # A try that ended between its files and its version left these.
        for logged in _logged_models(client, own.experiment_id, version_id):
            client.delete_logged_model(logged.model_id)


def set_alias(client: MlflowClient, model: str, alias: str, version: int) -> None:
    """Point the alias to the version."""
    client.set_registered_model_alias(model, alias, str(version))


def remove_alias(client: MlflowClient, model: str, alias: str) -> None:
    """Remove the alias if it is there."""
    from mlflow.exceptions import MlflowException

    try:
        client.delete_registered_model_alias(model, alias)
    except MlflowException as error:
        if not is_missing(error):
            raise


def set_version_tags(client: MlflowClient, model: str, version: int, tags: dict[str, str]) -> None:
    """Set each of the tags."""
    for key, value in tags.items():
        client.set_model_version_tag(model, str(version), key, value)


def delete_version(client: MlflowClient, model: str, version: int) -> None:
    """Delete the version if it is there, and the logged model that holds its files."""
    from mlflow.exceptions import MlflowException

    try:
        _delete(client, client.get_model_version(model, str(version)))
    except MlflowException as error:
        if not is_missing(error):
            raise


def describe_model(client: MlflowClient, model: str, description: str, tags: dict[str, str]) -> None:
    """Describe the registered model if there is one."""
    from mlflow.exceptions import MlflowException

    try:
        client.update_registered_model(model, description)
        for key, value in tags.items():
            client.set_registered_model_tag(model, key, value)
    except MlflowException as error:
        if not is_missing(error):
            raise


def _create(
    client: MlflowClient, version: MirroredVersion, source: str, *, run_id: str | None, model_id: str | None = None
) -> int:
    from mlflow.exceptions import MlflowException

    def create() -> ModelVersion:
        return client.create_model_version(
            version.model,
            source,
            run_id=run_id,
            tags=_tags(version),
            description=version.description or None,
            model_id=model_id,
        )

    try:
        return int(create().version)
    except MlflowException as error:
        if not is_missing(error):
            raise
    _create_model(client, version.model)
    return int(create().version)


def _create_model(client: MlflowClient, model: str) -> None:
    from mlflow.exceptions import MlflowException

    try:
        client.create_registered_model(model)
    except MlflowException as error:
        if not is_taken(error):
            raise


def _tags(version: MirroredVersion) -> dict[str, str]:
    own = {NUMBER_TAG: version.number, VERSION_ID_TAG: version.version_id, DIGEST_TAG: version.bundle_digest}
    return {**version.tags, **own}


def _versions_of(client: MlflowClient, model: str, version_id: str) -> list[ModelVersion]:
    """The versions that carry this id, lowest number first. Neither value holds a quote: one is a name, one a UUID."""
    found = client.search_model_versions(f"name = '{model}' AND tags.`{VERSION_ID_TAG}` = '{version_id}'")
    return sorted(found, key=lambda known: int(known.version))


def _the_only_one(client: MlflowClient, version: MirroredVersion) -> int:
    """A create whose answer was lost may end after its repetition looked for it: the lowest number stays."""
    first, *others = _versions_of(client, version.model, version.version_id)
    for double in others:
        client.delete_model_version(version.model, double.version)
    return int(first.version)


def _logged_model(client: MlflowClient, version: MirroredVersion) -> LoggedModel:
    """The logged model for the version's files: the one that an earlier try left, or a new one."""
    of_run = _experiment_of_run(client, version.run_id)
    experiment_id = of_run or _own_experiment(client)
    for logged in _logged_models(client, experiment_id, version.version_id):
        return logged
    return client.create_logged_model(
        experiment_id,
        name=f"{version.model}-{version.number}".replace(".", "_"),
        source_run_id=version.run_id if of_run else None,
        tags=_tags(version),
    )


def _logged_models(client: MlflowClient, experiment_id: str, version_id: str) -> list[LoggedModel]:
    return list(client.search_logged_models([experiment_id], f"tags.`{VERSION_ID_TAG}` = '{version_id}'"))


def _own_experiment(client: MlflowClient) -> str:
    from mlflow.exceptions import MlflowException

    known = client.get_experiment_by_name(EXPERIMENT)
    if known is None:
        try:
            return client.create_experiment(EXPERIMENT)
        except MlflowException as error:
            if not is_taken(error):
                raise
        # Somebody else made it in between; only then is it asked for again.
        return _own_experiment(client)
    if known.lifecycle_stage == "deleted":
        client.restore_experiment(known.experiment_id)
    return str(known.experiment_id)


def _experiment_of_run(client: MlflowClient, run_id: str | None) -> str | None:
    """The experiment of a run, None if this MLflow has no such run (any more): it may have been tracked elsewhere."""
    from mlflow.exceptions import MlflowException

    if run_id is None:
        return None
    try:
        info = client.get_run(run_id).info
    except MlflowException as error:
        if is_missing(error) or error.error_code == "INVALID_PARAMETER_VALUE":
            return None
        raise
    return str(info.experiment_id) if info.lifecycle_stage == "active" else None


def _delete(client: MlflowClient, known: ModelVersion) -> None:
    client.delete_model_version(known.name, known.version)
    if known.model_id and known.tags.get(VERSION_ID_TAG):
        client.delete_logged_model(known.model_id)
