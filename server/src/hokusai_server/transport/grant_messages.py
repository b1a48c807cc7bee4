"""What the native data plane is told of callers."""

from __future__ import annotations

from google.protobuf import timestamp_pb2

from hokusai.backend.v1 import data_plane_service_pb2 as pb
from hokusai_server.domain.access import Credential
from hokusai_server.domain.errors import PermissionDenied, Unauthenticated
from hokusai_server.services.data_plane_decisions import DataPlaneDecisions
from hokusai_server.transport.status_mapping import error_status


def grant_to_proto(decisions: DataPlaneDecisions, request: pb.GetGrantRequest) -> pb.GetGrantResponse:
    """Who showed a credential, if it may predict with a model; or what it is told instead."""
    credential = Credential(request.token_digest or None, malformed=request.malformed)
    revision = decisions.grants_revision
    try:
        key = decisions.caller(credential, request.model)
    except (Unauthenticated, PermissionDenied) as refusal:
        return pb.GetGrantResponse(revision=revision, refusal=error_status(refusal))
    grant = pb.GetGrantResponse(revision=revision, principal=key.principal, concurrent_calls=key.concurrent_calls or 0)
    if key.expires is not None:
        expire_time = timestamp_pb2.Timestamp()
        expire_time.FromDatetime(key.expires)
        grant.expire_time.CopyFrom(expire_time)
    return grant
