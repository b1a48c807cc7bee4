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
def row_progress(what: str, progress: bool | None, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar over rows; call what it gives with the rows that were just done. An unknown total shows none."""
    if not wanted(progress):
        yield lambda _rows: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(what, total=total)
        yield lambda rows: bars.advance(bar, rows)
