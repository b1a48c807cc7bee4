"""Differences between signatures and what they cost, to and from the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hokusai.registry.v1 import signature_pb2 as pb
from hokusai_server.domain.compatibility import ChangeKind, SignatureChange
from hokusai_server.domain.semver import Bump

_BUMPS: Final[Mapping[Bump, pb.VersionBump.ValueType]] = {
    Bump.PATCH: pb.VERSION_BUMP_PATCH,
    Bump.MINOR: pb.VERSION_BUMP_MINOR,
    Bump.MAJOR: pb.VERSION_BUMP_MAJOR,
}
_ASKED_BUMPS: Final = {value: bump for bump, value in _BUMPS.items()}
_KINDS: Final[Mapping[ChangeKind, pb.SignatureChangeKind.ValueType]] = {
    ChangeKind.ADDED: pb.SIGNATURE_CHANGE_KIND_ADDED,
    ChangeKind.REMOVED: pb.SIGNATURE_CHANGE_KIND_REMOVED,
    ChangeKind.RETYPED: pb.SIGNATURE_CHANGE_KIND_RETYPED,
    ChangeKind.WIDENED: pb.SIGNATURE_CHANGE_KIND_WIDENED,
    ChangeKind.MADE_OPTIONAL: pb.SIGNATURE_CHANGE_KIND_MADE_OPTIONAL,
    ChangeKind.MADE_REQUIRED: pb.SIGNATURE_CHANGE_KIND_MADE_REQUIRED,
    ChangeKind.DEFAULT_CHANGED: pb.SIGNATURE_CHANGE_KIND_DEFAULT_CHANGED,
    ChangeKind.REORDERED: pb.SIGNATURE_CHANGE_KIND_REORDERED,
    ChangeKind.UNKNOWN: pb.SIGNATURE_CHANGE_KIND_UNKNOWN,
}


def bump_from_proto(bump: pb.VersionBump.ValueType) -> Bump | None:
    """The bump asked for; None leaves it to the server."""
    return _ASKED_BUMPS.get(bump)


def bump_to_proto(bump: Bump | None) -> pb.VersionBump.ValueType:
    """A bump; UNSPECIFIED where nothing was compared."""
    return pb.VERSION_BUMP_UNSPECIFIED if bump is None else _BUMPS[bump]


def change_to_proto(change: SignatureChange) -> pb.SignatureChange:
    """One difference."""
    return pb.SignatureChange(
        field=change.field,
        kind=_KINDS[change.kind],
        least_bump=_BUMPS[change.least_bump],
        description=change.description,
    )
