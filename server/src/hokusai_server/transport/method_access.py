"""What each method of the contract does, and to which models: the one table that permissions are decided by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from google.protobuf.message import Message

from hokusai_server.domain.access import Action


@dataclass(frozen=True, slots=True)
class MethodAccess:
    """What a key needs for a method.

    Attributes:
        action: what the method does.
        models: path to the fields of a request that name models, with dots between; "" where none does.
        unbound: whether a key of some models may also call it where a request names none.
    """

    action: Action
    models: str = ""
    unbound: bool = False

    def models_in(self, request: Message) -> list[str]:
        """The models that a request names, in its order, each once."""
        found: Iterable[Any] = (request,) if self.models else ()
        for field in filter(None, self.models.split(".")):
            found = [value for message in found for value in _values(getattr(message, field))]
        return [name for name in dict.fromkeys(found) if name]


def _values(field: Any) -> Iterator[Any]:
    if isinstance(field, str | Message):
        yield field
    else:
        yield from field


_READS: Final = MethodAccess(Action.READ)
_WRITES: Final = MethodAccess(Action.WRITE)
_READS_MODEL: Final = MethodAccess(Action.READ, "model")
_WRITES_MODEL: Final = MethodAccess(Action.WRITE, "model")
_WRITES_NAMED: Final = MethodAccess(Action.WRITE, "name")
# Of the server itself, which is no secret to whoever may read at all.
_READS_SYSTEM: Final = MethodAccess(Action.READ, unbound=True)
# Bytes that belong to no model yet; versions of the key's models are then registered from them.
_UPLOADS: Final = MethodAccess(Action.WRITE, unbound=True)

_SERVICES: Final[Mapping[str, Mapping[str, MethodAccess]]] = {
    "hokusai.inference.v1.InferenceService": {
        "Predict": MethodAccess(Action.PREDICT, "model"),
        "StreamPredict": MethodAccess(Action.PREDICT, "open.model", unbound=True),
        "GetModelSignature": MethodAccess(Action.PREDICT, "model"),
        "LoadModel": _WRITES_MODEL,
        "UnloadModel": _WRITES_MODEL,
        "ListLoadedModels": _READS,
    },
    "hokusai.inference.v1.TrafficService": {
        "GetTrafficPolicy": _READS_MODEL,
        "SetTrafficPolicy": _WRITES_MODEL,
        "EndTrafficPolicy": _WRITES_MODEL,
        "GetTrafficResults": _READS_MODEL,
    },
    "hokusai.registry.v1.RegistryService": {
        "CreateModel": _WRITES_NAMED,
        "GetModel": MethodAccess(Action.READ, "name"),
        "ListModels": _READS,
        "UpdateModel": _WRITES_NAMED,
        "ArchiveModel": _WRITES_NAMED,
        "RestoreModel": _WRITES_NAMED,
        "StartUpload": _UPLOADS,
        "AppendUpload": _UPLOADS,
        "QueryUpload": _UPLOADS,
        "FinishUpload": _UPLOADS,
        "DownloadBundle": MethodAccess(Action.READ, "version.model"),
        "RegisterBaseline": _WRITES_MODEL,
        "RegisterImproved": _WRITES_MODEL,
        "AdoptVersion": _WRITES_MODEL,
        "GetLineage": _READS_MODEL,
    },
    "hokusai.versions.v1.VersionService": {
        "GetVersion": _READS_MODEL,
        "ListVersions": _READS_MODEL,
        "GetLatestVersion": _READS_MODEL,
        "ResolveVersion": _READS_MODEL,
        "CompareVersions": _READS_MODEL,
        "PromoteVersion": _WRITES_MODEL,
        "RollbackAlias": _WRITES_MODEL,
        "RemoveAlias": _WRITES_MODEL,
        "DeprecateVersion": _WRITES_MODEL,
        "DeleteVersion": _WRITES_MODEL,
        "RestoreVersion": _WRITES_MODEL,
        "ListHistory": _READS_MODEL,
        "WatchVersions": _READS_MODEL,
        "GetModelContract": _READS_MODEL,
    },
    "hokusai.tracking.v1.TrackingService": {
        "CreateExperiment": _WRITES,
        "GetExperiment": _READS,
        "ListExperiments": _READS,
        "CreateRun": _WRITES,
        "GetRun": _READS,
        "SearchRuns": _READS,
        "UpdateRun": _WRITES,
        "FinishRun": _WRITES,
        "LogBatch": _WRITES,
        "StreamMetrics": _WRITES,
        "GetMetricHistory": _READS,
        "LogArtifact": _WRITES,
        "ListArtifacts": _READS,
        "DownloadArtifact": _READS,
        "TrackInference": MethodAccess(Action.WRITE, "events.model"),
        "StreamInferenceEvents": MethodAccess(Action.WRITE, "batch.events.model", unbound=True),
        "GetInferenceStatistics": _READS_MODEL,
        "TrackImprovement": _WRITES_MODEL,
        "CompareModels": MethodAccess(Action.READ, "versions.model"),
    },
    "hokusai.system.v1.SystemService": {
        "GetSystemInfo": _READS_SYSTEM,
        "ListDependencies": _READS_SYSTEM,
        "GetDependency": _READS_SYSTEM,
        "ResetBreaker": _WRITES,
    },
}

METHOD_ACCESS: Final[Mapping[str, MethodAccess]] = {
    f"/{service}/{method}": access for service, methods in _SERVICES.items() for method, access in methods.items()
}

# For a method that is not in the table, which a test keeps from happening.
MOST_GUARDED: Final = _WRITES
