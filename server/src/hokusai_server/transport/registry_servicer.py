"""RegistryService: models, the bundles they are made of, and the registration of versions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final, final

import grpc
from typing_extensions import override

from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1 import registry_service_pb2_grpc as pb_grpc
from hokusai_server.domain.errors import NotImplementedYet
from hokusai_server.domain.paging import coerced_size
from hokusai_server.domain.semver import SemVer
from hokusai_server.services.bundles import Bundles
from hokusai_server.services.model_registry import ModelRegistry
from hokusai_server.services.registration import VersionRegistration
from hokusai_server.services.version_reading import VersionReading
from hokusai_server.transport import bundle_messages, model_messages, registration_messages
from hokusai_server.transport.bundle_download import send_bundle
from hokusai_server.transport.page_tokens import page_request
from hokusai_server.transport.write_contexts import write_context

SERVICE_NAME: Final = "hokusai.registry.v1.RegistryService"

Context = grpc.aio.ServicerContext[Any, Any]


@dataclass(frozen=True, slots=True)
class RegistryUseCases:
    """What the service does."""

    models: ModelRegistry
    bundles: Bundles
    registration: VersionRegistration
    reading: VersionReading


@final
class RegistryServicer(pb_grpc.RegistryServiceServicer):
    """Decodes, calls one use case, encodes."""

    def __init__(self, use_cases: RegistryUseCases) -> None:
        self._models = use_cases.models
        self._bundles = use_cases.bundles
        self._registration = use_cases.registration
        self._reading = use_cases.reading

    @override
    async def CreateModel(self, request: pb.CreateModelRequest, context: Context) -> pb.CreateModelResponse:
        summary = await self._models.create(model_messages.model_draft_from_proto(request), write_context(request))
        return pb.CreateModelResponse(model=model_messages.model_to_proto(summary))

    @override
    async def GetModel(self, request: pb.GetModelRequest, context: Context) -> pb.GetModelResponse:
        return pb.GetModelResponse(model=model_messages.model_to_proto(await self._models.get(request.name)))

    @override
    async def ListModels(self, request: pb.ListModelsRequest, context: Context) -> pb.ListModelsResponse:
        wanted = page_request(request, coerced_size(request.page_size))
        page = await self._models.list(model_messages.model_query_from_proto(request), wanted)
        return model_messages.models_to_proto(request, page)

    @override
    async def UpdateModel(self, request: pb.UpdateModelRequest, context: Context) -> pb.UpdateModelResponse:
        change = model_messages.model_change_from_proto(request)
        summary = await self._models.update(request.name, change, request.etag, write_context(request))
        return pb.UpdateModelResponse(model=model_messages.model_to_proto(summary))

    @override
    async def ArchiveModel(self, request: pb.ArchiveModelRequest, context: Context) -> pb.ArchiveModelResponse:
        summary = await self._models.archive(request.name, request.etag, write_context(request))
        return pb.ArchiveModelResponse(model=model_messages.model_to_proto(summary))

    @override
    async def RestoreModel(self, request: pb.RestoreModelRequest, context: Context) -> pb.RestoreModelResponse:
        summary = await self._models.restore(request.name, request.etag, write_context(request))
        return pb.RestoreModelResponse(model=model_messages.model_to_proto(summary))

    @override
    async def StartUpload(self, request: pb.StartUploadRequest, context: Context) -> pb.StartUploadResponse:
        upload = await self._bundles.start(bundle_messages.files_from_proto(request), request.request_id)
        return pb.StartUploadResponse(upload=bundle_messages.upload_to_proto(upload))

    @override
    async def AppendUpload(
        self, request_iterator: AsyncIterator[pb.AppendUploadRequest], context: Context
    ) -> pb.AppendUploadResponse:
        upload = await self._bundles.append(bundle_messages.chunks_from_proto(request_iterator))
        return pb.AppendUploadResponse(upload=bundle_messages.upload_to_proto(upload))

    @override
    async def QueryUpload(self, request: pb.QueryUploadRequest, context: Context) -> pb.QueryUploadResponse:
        upload = await self._bundles.query(request.upload_id)
        return pb.QueryUploadResponse(upload=bundle_messages.upload_to_proto(upload))

    @override
    async def FinishUpload(self, request: pb.FinishUploadRequest, context: Context) -> pb.FinishUploadResponse:
        bundle = await self._bundles.finish(request.upload_id)
        return pb.FinishUploadResponse(bundle=bundle_messages.bundle_to_proto(bundle))

    @override
    def DownloadBundle(
        self, request: pb.DownloadBundleRequest, context: Context
    ) -> AsyncIterator[pb.DownloadBundleResponse]:
        return send_bundle(request, self._bundles)

    @override
    async def RegisterBaseline(
        self, request: pb.RegisterBaselineRequest, context: Context
    ) -> pb.RegisterBaselineResponse:
        draft = registration_messages.baseline_from_proto(request)
        version = await self._registration.register(draft, write_context(request))
        return registration_messages.baseline_to_proto(version)

    @override
    async def RegisterImproved(
        self, request: pb.RegisterImprovedRequest, context: Context
    ) -> pb.RegisterImprovedResponse:
        draft = registration_messages.improved_from_proto(request)
        version = await self._registration.register(draft, write_context(request))
        return registration_messages.improved_to_proto(version)

    @override
    async def AdoptVersion(self, request: pb.AdoptVersionRequest, context: Context) -> pb.AdoptVersionResponse:
        raise NotImplementedYet("AdoptVersion")

    @override
    async def GetLineage(self, request: pb.GetLineageRequest, context: Context) -> pb.GetLineageResponse:
        wanted = page_request(request, coerced_size(request.page_size))
        lineage = await self._reading.lineage(request.model, SemVer.parse(request.version), wanted)
        return registration_messages.lineage_to_proto(request, lineage)
