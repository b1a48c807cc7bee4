"""Keys for callers: files of them, and calls that show them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, final

import grpc
from google.rpc import error_details_pb2

from hokusai.registry.v1 import registry_service_pb2 as registry
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai_server.domain.access import token_digest
from tests.support.bundle_uploads import upload
from tests.support.inference_calls import status_of
from tests.support.odd_models import files_in, write_odd_model
from tests.support.running_server import ServerUnderTest, serving

EVERYTHING: Final = '["read", "predict", "write"]'
# Of the key that may do everything; tests look for it where no token may be.
ADMIN: Final = "hokusai_admin-token-of-the-tests"


def key_table(name: str, token: str, actions: str = EVERYTHING, **fields: str) -> str:
    """A table of the file of keys; fields are given as TOML."""
    lines = [f'name = "{name}"', f'sha256 = "{token_digest(token).hex()}"', f"actions = {actions}"]
    return "\n".join(["[[keys]]", *lines, *(f"{field} = {value}" for field, value in fields.items())]) + "\n"


ADMIN_TABLE: Final = key_table("admin", ADMIN)


def until(instant: datetime) -> str:
    """An instant as TOML."""
    return instant.isoformat()


def write_keys(file: Path, *tables: str) -> Path:
    """Put a whole file of keys in the place of the one before, as an administrator should."""
    unfinished = file.with_name(f"{file.name}.new")
    unfinished.write_text("\n".join(tables))
    return unfinished.replace(file)


def shown(token: str) -> tuple[tuple[str, str], ...]:
    """The metadata of a call that shows a token."""
    return (("authorization", f"Bearer {token}"),)


@final
class Keyed:
    """A stub whose calls show a token."""

    def __init__(self, stub: Any, token: str) -> None:
        self._stub = stub
        self._token = token

    def __getattr__(self, method: str) -> Any:
        """A method of the stub."""
        return partial(getattr(self._stub, method), metadata=shown(self._token))


@asynccontextmanager
async def guarded(folder: Path, *tables: str, models: tuple[str, ...] = ("odd",)) -> AsyncIterator[ServerUnderTest]:
    """A server that asks for keys, those of the tables and the administrator's, with models that are registered.

    Its file of keys is `keys.toml` in the folder.
    """
    file = write_keys(folder / "keys.toml", ADMIN_TABLE, *tables)
    async with serving(folder, auth__keys_file=str(file)) as server:
        await register(server.channel, folder / "bundle", *models)
        yield server


async def register(channel: grpc.aio.Channel, folder: Path, *models: str) -> None:
    """Register models of odd code with the administrator's key."""
    stub: Any = Keyed(RegistryServiceStub(channel), ADMIN)
    if models:
        draft = registry.VersionDraft(bundle_digest=await upload(stub, files_in(write_odd_model(folder))))
        for model in models:
            await stub.RegisterBaseline(registry.RegisterBaselineRequest(model=model, draft=draft))


def metadata_of(error: grpc.aio.AioRpcError) -> Mapping[str, str]:
    """What a refusal says of itself beside its reason."""
    info = error_details_pb2.ErrorInfo()
    for detail in status_of(error).details:
        if detail.Unpack(info):
            return dict(info.metadata)
    return {}
