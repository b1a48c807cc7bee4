"""The bounded log of a version, to which several of its workers append."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hokusai_server.adapters.runtime.worker_log import WorkerLog

LIMIT = 100


@contextmanager
def log_at(path: Path) -> Iterator[WorkerLog]:
    log = WorkerLog(path, LIMIT)
    try:
        yield log
    finally:
        os.close(log.write_end)
        log.close()


def prints(log: WorkerLog, text: str) -> None:
    """As a worker that prints."""
    os.write(log.write_end, text.encode())
    log.drain()


def test_what_several_workers_print_is_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "churn-1.0.0.log"
    with log_at(path) as one, log_at(path) as two:
        prints(one, "one ")
        prints(two, "two ")
        prints(one, "three")
    assert path.read_text() == "one two three"


def test_a_full_log_is_set_aside_once_and_nobody_writes_over_another(tmp_path: Path) -> None:
    path = tmp_path / "churn-1.0.0.log"
    aside = path.with_name("churn-1.0.0.log.1")
    with log_at(path) as one, log_at(path) as two:
        prints(one, "a" * 60)
        prints(two, "b" * 40)
        prints(one, "c" * 30)
        prints(two, "d" * 30)
        assert aside.read_text() == "a" * 60 + "b" * 40
        assert path.read_text() == "c" * 30 + "d" * 30
        prints(one, "e" * 30)
        prints(two, "f" * 30)
        prints(one, "g" * 30)
    assert aside.read_text() == "c" * 30 + "d" * 30 + "e" * 30
    assert path.read_text() == "f" * 30 + "g" * 30
