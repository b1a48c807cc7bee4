"""The streams that carry an artifact up and down."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, AsyncIterator

from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai_server.domain.artifacts import MAX_CHUNK_BYTES, ArtifactEntry
from hokusai_server.domain.errors import FrameOutOfOrder, HokusaiError
from hokusai_server.services.artifacts import Artifacts
from hokusai_server.transport.acknowledged_stream import opening_frame
from hokusai_server.transport.run_messages import artifact_to_proto, expected_content_from_proto
from hokusai_server.transport.status_mapping import error_status

Frames = AsyncIterator[pb.LogArtifactRequest]


async def receive_artifact(frames: Frames, artifacts: Artifacts) -> AsyncGenerator[pb.LogArtifactResponse, None]:
    """Take a file and store it. A fault is told in band first; then the rest is dropped and the stream ends with it."""
    opening = (await opening_frame(frames)).open
    path = await artifacts.check_upload(opening.run_id, opening.path)
    yield pb.LogArtifactResponse(ready=pb.LogArtifactReady(max_chunk_bytes=MAX_CHUNK_BYTES))
    try:
        stored = await artifacts.put(opening.run_id, path, _chunks(frames), expected_content_from_proto(opening))
    except HokusaiError as fault:
        yield pb.LogArtifactResponse(fault=error_status(fault))
        async for _ in frames:
            continue
        raise
    artifact = artifact_to_proto(ArtifactEntry(path, size_bytes=stored.size_bytes))
    yield pb.LogArtifactResponse(result=pb.LogArtifactResult(artifact=artifact, sha256=stored.sha256))


async def send_artifact(
    request: pb.DownloadArtifactRequest, artifacts: Artifacts
) -> AsyncGenerator[pb.DownloadArtifactResponse, None]:
    """Send a file."""
    digest, size = hashlib.sha256(), 0
    async with artifacts.open(request.run_id, request.path) as content:
        header = pb.DownloadArtifactHeader(artifact=artifact_to_proto(content.entry))
        yield pb.DownloadArtifactResponse(header=header)
        async for chunk in content.chunks:
            digest.update(chunk)
            size += len(chunk)
            yield pb.DownloadArtifactResponse(chunk=chunk)
    summary = pb.DownloadArtifactSummary(size_bytes=size, sha256=digest.digest())
    yield pb.DownloadArtifactResponse(summary=summary)


async def _chunks(frames: Frames) -> AsyncIterator[bytes]:
    async for frame in frames:
        kind = frame.WhichOneof("frame")
        if kind == "finish":
            return
        if kind != "chunk":
            raise FrameOutOfOrder("chunk or finish", kind or "an empty frame")
        yield frame.chunk
