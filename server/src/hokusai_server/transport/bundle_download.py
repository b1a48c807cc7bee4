"""The stream that carries a bundle down: `manifest`, then `chunk` …, then `summary`."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from hokusai.registry.v1 import bundle_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai_server.domain.semver import SemVer
from hokusai_server.services.bundles import Bundles
from hokusai_server.transport.bundle_messages import manifest_to_proto, ranges_from_proto


async def send_bundle(
    request: pb.DownloadBundleRequest, bundles: Bundles
) -> AsyncGenerator[pb.DownloadBundleResponse, None]:
    """Send a bundle, or the ranges asked for. Nothing is read before the caller has taken what was read before."""
    digest = await _digest(request, bundles)
    download = await bundles.download(digest, ranges_from_proto(request))
    yield pb.DownloadBundleResponse(manifest=manifest_to_proto(download.manifest))
    sent = 0
    for part in download.ranges:
        offset = part.offset
        async for piece in bundles.read(digest, part):
            yield pb.DownloadBundleResponse(chunk=bundle_pb2.FileChunk(path=part.path, offset=offset, data=piece))
            offset += len(piece)
            sent += len(piece)
    yield pb.DownloadBundleResponse(summary=pb.DownloadSummary(sent_bytes=sent))


async def _digest(request: pb.DownloadBundleRequest, bundles: Bundles) -> str:
    if request.WhichOneof("bundle") == "version":
        return await bundles.digest_of(request.version.model, SemVer.parse(request.version.version, "version.version"))
    return request.bundle_digest
