"""Progress on a terminal. Off where nobody looks: in files, pipes and logs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def wanted(progress: bool | None) -> bool:
    """Whether to show progress: as said, else if standard error is a terminal."""
    return sys.stderr.isatty() if progress is None else progress


@contextmanager
def byte_progress(what: str, progress: bool | None) -> Iterator[Callable[[int, int], None]]:
    """A bar over bytes; call what it gives with the bytes done and the bytes in all."""
    if not wanted(progress):
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(what, total=None)
        yield lambda done, total: bars.update(bar, completed=done, total=total)


@contextmanager
def share_progress(what: str, progress: bool | None, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar over anything; call what it gives with how much was just done. An unknown total shows a count instead."""
    if not wanted(progress):
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    amount = TaskProgressColumn() if total is not None else TextColumn("{task.completed:g}")
    columns = (TextColumn("{task.description}"), BarColumn(), amount, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(what, total=total)
        yield lambda done: bars.advance(bar, done)
