"""Following the file of keys."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from hokusai_server.adapters import keys_file
from hokusai_server.adapters.keys_document import format_key, parse_keys
from hokusai_server.domain.access import AccessKey, Action, token_digest


async def test_a_fault_that_nobody_foresaw_does_not_end_the_following(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "keys.toml"
    first, second = (
        AccessKey(name, token_digest(name), frozenset({Action.READ}), None) for name in ("first", "second")
    )
    path.write_text(format_key(first))
    file = keys_file.KeysFile(path)
    file.read()
    failed, replaced = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def fails(text: str) -> keys_file.Keys:
        loop.call_soon_threadsafe(failed.set)
        raise RuntimeError(f"{len(text)} characters were too many")

    async with (
        keys_file.followed(file, lambda keys: replaced.set() if keys == (second,) else None),
        asyncio.timeout(30),
    ):
        monkeypatch.setattr(keys_file, "parse_keys", fails)
        path.write_text(format_key(first) + "\n")
        await failed.wait()
        monkeypatch.setattr(keys_file, "parse_keys", parse_keys)
        path.write_text(format_key(second))
        await replaced.wait()
    assert "keys file not looked at" in caplog.text
