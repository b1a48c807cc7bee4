"""Memory in use is told exactly, and estimated closely in between."""

from __future__ import annotations

from hokusai_server.adapters.runtime.worker.private_memory import PrivateMemory

_MEBIBYTE = 1 << 20


def test_the_estimate_follows_what_was_allocated() -> None:
    memory = PrivateMemory()
    before = memory.exact_bytes()
    kept = bytearray(b"x" * 64 * _MEBIBYTE)
    grown = memory.estimated_bytes() - before
    assert 60 * _MEBIBYTE < grown < 140 * _MEBIBYTE
    assert abs(memory.exact_bytes() - memory.estimated_bytes()) < _MEBIBYTE
    assert len(kept) == 64 * _MEBIBYTE
