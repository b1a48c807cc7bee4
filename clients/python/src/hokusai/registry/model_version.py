"""Versions as the registry describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override

from hokusai.registry.metrics import Metric, MetricComparison
from hokusai.registry.signature import Signature
from hokusai.registry.v1 import model_version_pb2, signature_pb2
from hokusai.wire_values import when, word


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone who contributed to a version.

    Attributes:
        id: a wallet address or an opaque name.
        weight: share of the contribution; only the proportion of the shares counts.
    """

    id: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class MlflowVersion:
    """The MLflow model version that mirrors a version.

    Attributes:
        name: registered model in MLflow.
        version: MLflow's number; 0 while pending.
        run_id: the run that produced the bundle; empty if none was named.
        pending: True while MLflow has not seen it yet.
    """

    name: str
    version: int
    run_id: str
    pending: bool

    @property
    def uri(self) -> str:
        """Address for `mlflow.pyfunc.load_model`."""
        return f"models:/{self.name}/{self.version}"


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """One immutable version of a model.

    Attributes:
        model: name of the model.
        version: SemVer number; empty only for a version that was made in MLflow directly (`unversioned`).
        state: `ready`, `deprecated`, `deleted` or `unversioned`.
        bundle_digest: SHA-256 of the bundle's manifest.
        bundle_size: bytes of all files together.
        signature: None if it has none.
        flavours: MLflow flavours of the bundle.
        metrics: by name.
        parent_version: version that it improves on; None for a baseline.
        improvements: its metrics against those of its parent.
        bump: `patch`, `minor` or `major` against `compared_with`; None where nothing was compared.
        compared_with: version that its signature was compared with.
        breaking_allowed: whether its number promises too much, by explicit wish.
        mlflow: its mirror in MLflow.
        aliases: that point to it, without `@`.
        create_time: when it was registered.
        actor: who registered it.
        description: free text.
        tags: free key-value pairs.
        contributors: who contributed.
        retirement_reason: why it was deprecated or deleted, if it was and somebody said why.
        version_id: UUID of the version across every store.
    """

    model: str
    version: str
    state: str
    bundle_digest: str
    bundle_size: int
    signature: Signature | None
    flavours: tuple[str, ...]
    metrics: Mapping[str, Metric]
    parent_version: str | None
    improvements: tuple[MetricComparison, ...]
    bump: str | None
    compared_with: str | None
    breaking_allowed: bool
    mlflow: MlflowVersion
    aliases: tuple[str, ...]
    create_time: datetime | None
    actor: str
    description: str
    tags: Mapping[str, str]
    contributors: tuple[Contributor, ...]
    retirement_reason: str
    version_id: str

    @override
    def __str__(self) -> str:
        """`lead_scoring 1.2.3`."""
        return f"{self.model} {self.version}"

    @classmethod
    def from_proto(cls, message: model_version_pb2.ModelVersion) -> ModelVersion:
        """From the contract's message."""
        return cls(
            model=message.model,
            version=message.version,
            state=word(model_version_pb2.VersionState, message.state),
            bundle_digest=message.bundle_digest,
            bundle_size=message.bundle_size_bytes,
            signature=Signature.from_proto(message.signature) if message.HasField("signature") else None,
            flavours=tuple(message.flavours),
            metrics={each.name: Metric.from_proto(each) for each in message.metrics},
            parent_version=message.parent_version or None,
            improvements=tuple(MetricComparison.from_proto(each) for each in message.improvements),
            bump=word(signature_pb2.VersionBump, message.bump) if message.bump else None,
            compared_with=message.compared_with or None,
            breaking_allowed=message.breaking_allowed,
            mlflow=MlflowVersion(
                message.mlflow.name, message.mlflow.version, message.mlflow.run_id, message.mlflow.pending
            ),
            aliases=tuple(message.aliases),
            create_time=when(message, "create_time"),
            actor=message.actor,
            description=message.description,
            tags=dict(message.tags),
            contributors=tuple(
                Contributor(each.id, each.weight if each.HasField("weight") else 1.0) for each in message.contributors
            ),
            retirement_reason=message.deletion.reason or message.deprecation.reason,
            version_id=message.version_id,
        )
