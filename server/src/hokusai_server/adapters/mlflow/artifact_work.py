"""What artifacts do with MLflow's client. Runs in the client's process."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hokusai_server.adapters.mlflow.tracking_work import existing_run
from hokusai_server.domain.artifacts import ArtifactEntry
from hokusai_server.domain.errors import ArtifactNotFound, MLflowRefused

if TYPE_CHECKING:
    from mlflow import MlflowClient


def put_artifact(client: MlflowClient, run_id: str, path: str, file: str, *, remote: bool) -> None:
    """Store a local file, whose name is that of the artifact."""
    artifact_uri = str(existing_run(client, run_id).info.artifact_uri)
    if remote and urlsplit(artifact_uri).scheme in {"", "file"}:
        raise MLflowRefused(
            str(client.tracking_uri),
            "its artifacts lie in a folder of its own machine; start it with --serve-artifacts or on an object store",
        )
    parent = PurePosixPath(path).parent.as_posix()
    client.log_artifact(run_id, file, None if parent == "." else parent)


def artifact_entries(client: MlflowClient, run_id: str, folder: str) -> list[ArtifactEntry]:
    """What lies directly in a folder, sorted."""
    existing_run(client, run_id)
    found = client.list_artifacts(run_id, folder or None)
    return sorted((ArtifactEntry(one.path, one.is_dir, one.file_size) for one in found), key=lambda entry: entry.path)


def fetch_artifact(client: MlflowClient, run_id: str, path: str, folder: str) -> tuple[ArtifactEntry, str]:
    """Copy an artifact file into a local folder; what it is and where it lies there."""
    parent = PurePosixPath(path).parent.as_posix()
    siblings = artifact_entries(client, run_id, "" if parent == "." else parent)
    entry = next((one for one in siblings if one.path == path and not one.is_directory), None)
    if entry is None:
        raise ArtifactNotFound(run_id, path)
    return entry, str(Path(client.download_artifacts(run_id, path, folder)))
