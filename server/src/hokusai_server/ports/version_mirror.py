"""Where stock MLflow tools see what the catalogue holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MirroredVersion:
    """A version on its way into MLflow.

    Attributes:
        version_id: identity of the version (UUID); MLflow tag `hokusai.version_id`.
        model: name of the model, and of the registered model in MLflow.
        number: the SemVer; MLflow tag `hokusai.version`.
        bundle_digest: digest of the sealed bundle; MLflow tag `hokusai.bundle_digest`.
        bundle_path: directory of the sealed bundle on this machine; never changes while the version exists.
        run_id: MLflow run that the bundle came from; None if none was named.
        description: free text; empty means none.
        tags: the user's tags. None begins with `hokusai.` or `mlflow.`.
    """

    version_id: str
    model: str
    number: str
    bundle_digest: str
    bundle_path: Path
    run_id: str | None = None
    description: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MirrorRef:
    """Where MLflow has a version: `models:/<name>/<version>`."""

    name: str
    version: int


class VersionMirror(Protocol):
    """The registry of MLflow as a mirror of the catalogue.

    Every method may be repeated: a second call with the same arguments succeeds and changes nothing more. Calls for
    one model come one at a time; calls for different models come concurrently.

    Raises, each method:
        MLflowUnavailable: no answer, or an answer that promises nothing; the call may or may not have had its effect.
        MLflowAuthentication: 401 or 403; it had no effect.
        MLflowRefused: MLflow understood and refused; it had no effect.
    """

    async def publish(self, version: MirroredVersion) -> MirrorRef:
        """Create the MLflow model version of `version`, and its registered model if there is none.

        The version carries the tags of `MirroredVersion` from the moment it can be found. If MLflow already has a
        version of this model with this `version_id`, that one is completed and returned: nothing is ever doubled.
        """

    async def discard(self, model: str, version_id: str) -> None:
        """Delete whatever MLflow version of `model` carries this `version_id`; none is a success too."""

    async def set_alias(self, model: str, alias: str, version: int) -> None:
        """Point `alias` to MLflow's version number `version`."""

    async def remove_alias(self, model: str, alias: str) -> None:
        """Remove `alias`; a missing one is a success too."""

    async def set_version_tags(self, model: str, version: int, tags: Mapping[str, str]) -> None:
        """Set these tags on MLflow's version number `version`; others stay."""

    async def delete_version(self, model: str, version: int) -> None:
        """Delete MLflow's version number `version`; a missing one is a success too."""

    async def describe_model(self, model: str, description: str, tags: Mapping[str, str]) -> None:
        """Give the registered model this description and these tags; others stay. No registered model is a success."""
