"""The calls of RegistryService: requests built and replies parsed, nothing sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hokusai.calls import REGISTER_TIMEOUT, WRITE_TIMEOUT, Prepared, UnaryCall
from hokusai.exceptions import InvalidArgumentError
from hokusai.paging import PAGE_SIZE, Listing, Page
from hokusai.registry.metrics import Metrics, metric_messages
from hokusai.registry.model import Model
from hokusai.registry.model_version import Contributor, ModelVersion
from hokusai.registry.v1 import bundle_pb2, model_version_pb2, signature_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.retrying import new_request_id
from hokusai.wire_values import value_of, word

_CREATE_MODEL = UnaryCall(lambda channel: RegistryServiceStub(channel).CreateModel, WRITE_TIMEOUT)
_GET_MODEL = UnaryCall(lambda channel: RegistryServiceStub(channel).GetModel)
_LIST_MODELS = UnaryCall(lambda channel: RegistryServiceStub(channel).ListModels)
_UPDATE_MODEL = UnaryCall(lambda channel: RegistryServiceStub(channel).UpdateModel, WRITE_TIMEOUT)
_ARCHIVE_MODEL = UnaryCall(lambda channel: RegistryServiceStub(channel).ArchiveModel, WRITE_TIMEOUT)
_RESTORE_MODEL = UnaryCall(lambda channel: RegistryServiceStub(channel).RestoreModel, WRITE_TIMEOUT)
_START_UPLOAD = UnaryCall(lambda channel: RegistryServiceStub(channel).StartUpload, WRITE_TIMEOUT)
_QUERY_UPLOAD = UnaryCall(lambda channel: RegistryServiceStub(channel).QueryUpload)
_FINISH_UPLOAD = UnaryCall(lambda channel: RegistryServiceStub(channel).FinishUpload, REGISTER_TIMEOUT)
_REGISTER_BASELINE = UnaryCall(lambda channel: RegistryServiceStub(channel).RegisterBaseline, REGISTER_TIMEOUT)
_REGISTER_IMPROVED = UnaryCall(lambda channel: RegistryServiceStub(channel).RegisterImproved, REGISTER_TIMEOUT)
_GET_LINEAGE = UnaryCall(lambda channel: RegistryServiceStub(channel).GetLineage)


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """What a registration says about its version beside the files.

    Attributes:
        version: exactly this number; None lets the server choose by `bump`.
        bump: `auto`, `patch`, `minor` or `major`; None is `auto`: the least that tells the truth about the signatures.
        allow_breaking: accept a number that promises more compatibility than the signatures have; recorded.
        metrics: `{"accuracy": 0.9}`, or `Metric` values with direction and sample size.
        description: free text.
        tags: free key-value pairs.
        contributors: who contributed.
        aliases: to point to the version in the same transaction, without `@`.
        mlflow_run_id: run that produced it.
    """

    version: str | None = None
    bump: str | None = None
    allow_breaking: bool = False
    metrics: Metrics | None = None
    description: str = ""
    tags: Mapping[str, str] | None = None
    contributors: Sequence[Contributor | str] = ()
    aliases: Sequence[str] = ()
    mlflow_run_id: str = ""

    def to_proto(self, bundle_digest: str) -> pb.VersionDraft:
        """The contract's message for a sealed bundle.

        Raises:
            InvalidArgumentError: both a number and a bump are given, or a word is not known.
        """
        if self.version is not None and self.bump is not None:
            raise InvalidArgumentError(
                f"version={self.version!r} and bump={self.bump!r} both choose the number; give one of them"
            )
        message = pb.VersionDraft(
            bundle_digest=bundle_digest,
            allow_breaking=self.allow_breaking,
            metrics=metric_messages(self.metrics),
            description=self.description,
            tags=self.tags or {},
            contributors=[_contributor(each) for each in self.contributors],
            aliases=[each.removeprefix("@") for each in self.aliases],
            mlflow_run_id=self.mlflow_run_id,
        )
        if self.version is not None:
            message.version = self.version
        elif self.bump is not None:
            bump = value_of(signature_pb2.VersionBump, self.bump, "bump")
            message.bump = signature_pb2.VersionBump.ValueType(bump)
        return message


@dataclass(frozen=True, slots=True)
class LineageNode:
    """One version of a lineage.

    Attributes:
        version: the version.
        relation: `ancestor`, `self` or `descendant`.
        distance: steps to the version asked for.
    """

    version: ModelVersion
    relation: str
    distance: int


def create_model(
    name: str, *, model_type: str = "", description: str = "", tags: Mapping[str, str] | None = None
) -> Prepared[Model]:
    """CreateModel."""
    request = pb.CreateModelRequest(
        name=name, model_type=model_type, description=description, tags=tags or {}, request_id=new_request_id()
    )
    return _CREATE_MODEL.prepare(request, lambda reply: Model.from_proto(reply.model))


def get_model(name: str) -> Prepared[Model]:
    """GetModel."""
    return _GET_MODEL.prepare(pb.GetModelRequest(name=name), lambda reply: Model.from_proto(reply.model))


def list_models(*, name_prefix: str = "", model_type: str = "", include_archived: bool = False) -> Listing[Model]:
    """ListModels."""
    filter_ = pb.ModelFilter(name_prefix=name_prefix, model_type=model_type, include_archived=include_archived)

    def page(token: str) -> Prepared[Page[Model]]:
        return _LIST_MODELS.prepare(
            pb.ListModelsRequest(page_size=PAGE_SIZE, page_token=token, filter=filter_),
            lambda reply: Page(tuple(Model.from_proto(each) for each in reply.models), reply.next_page_token),
        )

    return page


def update_model(
    name: str,
    *,
    model_type: str | None = None,
    description: str | None = None,
    set_tags: Mapping[str, str] | None = None,
    remove_tags: Sequence[str] = (),
    etag: str = "",
) -> Prepared[Model]:
    """UpdateModel."""
    request = pb.UpdateModelRequest(
        name=name,
        model_type=model_type,
        description=description,
        set_tags=set_tags or {},
        remove_tags=remove_tags,
        etag=etag,
        request_id=new_request_id(),
    )
    return _UPDATE_MODEL.prepare(request, lambda reply: Model.from_proto(reply.model))


def archive_model(name: str, *, etag: str = "") -> Prepared[Model]:
    """ArchiveModel."""
    request = pb.ArchiveModelRequest(name=name, etag=etag, request_id=new_request_id())
    return _ARCHIVE_MODEL.prepare(request, lambda reply: Model.from_proto(reply.model))


def restore_model(name: str, *, etag: str = "") -> Prepared[Model]:
    """RestoreModel."""
    request = pb.RestoreModelRequest(name=name, etag=etag, request_id=new_request_id())
    return _RESTORE_MODEL.prepare(request, lambda reply: Model.from_proto(reply.model))


def start_upload(files: Sequence[bundle_pb2.BundleFile]) -> Prepared[bundle_pb2.Upload]:
    """StartUpload."""
    request = pb.StartUploadRequest(files=files, request_id=new_request_id())
    return _START_UPLOAD.prepare(request, lambda reply: reply.upload)


def query_upload(upload_id: str) -> Prepared[bundle_pb2.Upload]:
    """QueryUpload."""
    return _QUERY_UPLOAD.prepare(pb.QueryUploadRequest(upload_id=upload_id), lambda reply: reply.upload)


def finish_upload(upload_id: str) -> Prepared[bundle_pb2.Bundle]:
    """FinishUpload."""
    return _FINISH_UPLOAD.prepare(pb.FinishUploadRequest(upload_id=upload_id), lambda reply: reply.bundle)


def register_baseline(
    model: str, draft: pb.VersionDraft, *, model_type: str = "", request_id: str | None = None
) -> Prepared[ModelVersion]:
    """RegisterBaseline."""
    request = pb.RegisterBaselineRequest(
        model=model, model_type=model_type, draft=draft, request_id=request_id or new_request_id()
    )
    return _REGISTER_BASELINE.prepare(request, lambda reply: ModelVersion.from_proto(reply.version))


def register_improved(
    model: str, parent_version: str, draft: pb.VersionDraft, *, request_id: str | None = None
) -> Prepared[ModelVersion]:
    """RegisterImproved."""
    request = pb.RegisterImprovedRequest(
        model=model, parent_version=parent_version, draft=draft, request_id=request_id or new_request_id()
    )
    return _REGISTER_IMPROVED.prepare(request, lambda reply: ModelVersion.from_proto(reply.version))


def get_lineage(model: str, version: str) -> Listing[LineageNode]:
    """GetLineage."""

    def page(token: str) -> Prepared[Page[LineageNode]]:
        return _GET_LINEAGE.prepare(
            pb.GetLineageRequest(model=model, version=version, page_size=PAGE_SIZE, page_token=token),
            lambda reply: Page(
                tuple(
                    LineageNode(
                        ModelVersion.from_proto(each.version), word(pb.LineageRelation, each.relation), each.distance
                    )
                    for each in reply.nodes
                ),
                reply.next_page_token,
            ),
        )

    return page


def _contributor(given: Contributor | str) -> model_version_pb2.Contributor:
    if isinstance(given, str):
        return model_version_pb2.Contributor(id=given)
    return model_version_pb2.Contributor(id=given.id, weight=given.weight)
