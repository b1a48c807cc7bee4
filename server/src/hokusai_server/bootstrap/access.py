"""Who may call: the keys, where there are any."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

from hokusai_server.adapters.keys_file import KeysFile, KeysFileError, followed
from hokusai_server.exit_codes import ExitCode, StartupError
from hokusai_server.services.access_keys import AccessKeys


async def open_keys(path: Path | None, stack: AsyncExitStack) -> AccessKeys | None:
    """The keys in a file, which is followed until the stack is left; None without a file: everybody may call.

    Raises:
        StartupError: the file cannot be taken.
    """
    if path is None:
        return None
    file = KeysFile(path)
    try:
        keys = AccessKeys(file.read())
    except KeysFileError as error:
        raise StartupError(ExitCode.SETTINGS_INVALID, f"setting auth.keys_file: {error}") from error
    await stack.enter_async_context(followed(file, keys.replace))
    return keys
