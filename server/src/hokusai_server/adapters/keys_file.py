"""The file of keys: read at the start, and again whenever it changes."""

from __future__ import annotations

import asyncio
import logging
import os
import stat
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, TypeAlias, final

from hokusai_server.adapters.keys_document import KeysInvalidError, parse_keys
from hokusai_server.domain.access import AccessKey

# A changed file is heeded after twice this at the latest, also on a busy machine.
LOOK_INTERVAL_S: Final = 0.2

Keys: TypeAlias = tuple[AccessKey, ...]
_Look: TypeAlias = tuple[int, ...] | None

_log = logging.getLogger(__name__)


class KeysFileError(Exception):
    """A file of keys that cannot be taken; the message names the file and what is wrong, and never a hash."""


def read_keys(path: Path) -> Keys:
    """The keys in a file.

    Raises:
        KeysFileError: it cannot be read, everybody may write to it, or it is not right.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read().decode()
        if mode & stat.S_IWOTH:
            raise KeysFileError(f"{path}: everybody may write to it, and so let themselves in; run `chmod o-w {path}`")
        return parse_keys(text)
    except OSError as error:
        raise KeysFileError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise KeysFileError(f"{path}: it is not UTF-8") from None
    except KeysInvalidError as error:
        raise KeysFileError(f"{path}: {error}") from error


@final
class KeysFile:
    """A file of keys, and what was last seen of it. Blocks, so it is looked at in a thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: _Look = None

    def read(self) -> Keys:
        """The keys now.

        Raises:
            KeysFileError: as `read_keys`.
        """
        # Before it is read: a change in between is then seen by the next look.
        self._seen = self._look()
        return read_keys(self._path)

    def read_if_changed(self) -> Keys | None:
        """The keys now; None if the file is as it was, or as wrong as it was, when it was last read.

        Raises:
            KeysFileError: as `read_keys`.
        """
        return None if self._look() == self._seen else self.read()

    def _look(self) -> _Look:
        """What tells one state of the file from another, also where another file took its place."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@asynccontextmanager
async def followed(file: KeysFile, replace: Callable[[Keys], None]) -> AsyncIterator[None]:
    """Have `replace` called with the keys whenever the file changed, until left; a wrong file changes nothing."""
    with ThreadPoolExecutor(1, "keys-file") as thread:
        following = asyncio.create_task(_follow(file, replace, thread))
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following


async def _follow(file: KeysFile, replace: Callable[[Keys], None], thread: ThreadPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(LOOK_INTERVAL_S)
        try:
            keys = await loop.run_in_executor(thread, file.read_if_changed)
        except KeysFileError as error:
            _log.error("keys file not taken, the keys of before go on", extra={"cause": str(error)})
            continue
        except Exception:  # noqa: BLE001 - whoever revokes a key later must not find that nobody looks any more
            _log.exception("keys file not looked at, the keys of before go on")
            continue
        if keys is not None:
            replace(keys)
            _log.info("keys read anew", extra={"keys": len(keys)})
