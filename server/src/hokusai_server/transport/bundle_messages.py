"""Bundles and uploads, to and from the wire."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from hokusai.registry.v1 import bundle_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai_server.domain.bundle_manifest import BundleFile, BundleManifest, SealedBundle
from hokusai_server.domain.uploads import Chunk, UploadProgress
from hokusai_server.services.bundles import MAX_CHUNK_BYTES, FileRange, UploadChunk
from hokusai_server.transport.instants import instant_to_proto
from hokusai_server.transport.signature_messages import signature_to_proto


def files_from_proto(request: pb.StartUploadRequest) -> Sequence[BundleFile]:
    """What a caller says a bundle consists of."""
    return [BundleFile(file.path, file.size_bytes, file.sha256) for file in request.files]


async def chunks_from_proto(requests: AsyncIterator[pb.AppendUploadRequest]) -> AsyncIterator[UploadChunk]:
    """Chunks as they arrive."""
    async for request in requests:
        yield UploadChunk(request.upload_id, Chunk(request.path, request.offset, request.data, request.chunk_sha256))


def ranges_from_proto(request: pb.DownloadBundleRequest) -> Sequence[FileRange]:
    """Which parts of which files; none means everything."""
    return [FileRange(part.path, part.offset, part.length) for part in request.ranges]


def upload_to_proto(upload: UploadProgress) -> bundle_pb2.Upload:
    """Where an upload stands."""
    finished = upload.bundle_digest is not None
    return bundle_pb2.Upload(
        upload_id=upload.upload_id,
        state=bundle_pb2.UPLOAD_STATE_FINISHED if finished else bundle_pb2.UPLOAD_STATE_OPEN,
        files=[
            bundle_pb2.UploadFile(
                path=file.path, size_bytes=file.size, received_bytes=file.received, stored=file.stored
            )
            for file in upload.files
        ],
        expire_time=instant_to_proto(upload.expire_time),
        bundle_digest=upload.bundle_digest or "",
        max_chunk_bytes=MAX_CHUNK_BYTES,
    )


def bundle_to_proto(bundle: SealedBundle) -> bundle_pb2.Bundle:
    """A sealed bundle."""
    return bundle_pb2.Bundle(
        digest=bundle.digest,
        size_bytes=bundle.size,
        file_count=bundle.file_count,
        signature=None if bundle.signature is None else signature_to_proto(bundle.signature),
        flavours=bundle.flavours,
    )


def manifest_to_proto(manifest: BundleManifest) -> bundle_pb2.BundleManifest:
    """The files of a bundle."""
    return bundle_pb2.BundleManifest(
        digest=manifest.digest,
        files=[
            bundle_pb2.BundleFile(path=file.path, size_bytes=file.size, sha256=file.sha256) for file in manifest.files
        ],
    )
