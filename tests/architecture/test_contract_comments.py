"""What the comments of the contract say about faults agrees with the list of reasons."""

from __future__ import annotations

import re

import pytest

from server.tools.contract_descriptors import Rpc, public_services
from server.tools.error_reasons import documented_reasons

CODES = {reason.name: reason.code for reason in documented_reasons()}
RPCS = [rpc for service in public_services() for rpc in service.rpcs]
MENTION = re.compile(r"\b([A-Z][A-Z_]+)\s+\(([A-Z][A-Z_]+(?:,\s*[A-Z][A-Z_]+)*)\)")


@pytest.mark.parametrize("rpc", RPCS, ids=lambda rpc: str(rpc.path))
def test_errors_of_an_rpc_are_reasons_with_their_code(rpc: Rpc) -> None:
    """Each `CODE (REASON, ...)` in an RPC's comment names documented reasons and the code they come with."""
    mentioned = [(code, reason) for code, names in MENTION.findall(today(rpc)) for reason in re.split(r",\s*", names)]
    assert [(code, reason) for code, reason in mentioned if CODES.get(reason) != code] == []


def today(rpc: Rpc) -> str:
    """The comment without what it announces for later releases, whose reasons the contract does not have yet."""
    return rpc.comment.split("Later:")[0]


@pytest.mark.parametrize("rpc", RPCS, ids=lambda rpc: str(rpc.path))
def test_every_rpc_is_documented(rpc: Rpc) -> None:
    """An RPC's comment begins with a sentence."""
    assert re.match(r"[A-Z].*?[.:]", rpc.comment, re.DOTALL)
