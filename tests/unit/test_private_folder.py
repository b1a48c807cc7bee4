"""Folders for the time that a process runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from hokusai_server.adapters.private_folder import PREFIX, YOUNGEST_ABANDONED_S, private_folder

LIVE_AND_WAIT = """
import sys
from pathlib import Path
from hokusai_server.adapters.private_folder import private_folder
with private_folder(Path(sys.argv[1])) as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


def age(folder: Path) -> None:
    """Make a folder look as if it had been there for long."""
    long_ago = folder.stat().st_mtime - 2 * YOUNGEST_ABANDONED_S
    os.utime(folder, (long_ago, long_ago))


def test_folder_is_private_and_goes(tmp_path: Path) -> None:
    """With whatever is in it."""
    with private_folder(tmp_path) as folder:
        (folder / "file").write_text("x")
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


def test_folder_of_a_killed_process_is_removed_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    """The lock tells them apart, not the age."""
    command = [sys.executable, "-c", LIVE_AND_WAIT, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        theirs = Path(process.stdout.readline().strip())
        (theirs / "socket").touch()
        age(theirs)
        with private_folder(tmp_path):
            assert theirs.exists()
        process.send_signal(signal.SIGKILL)
        process.wait()
    age(theirs)
    with private_folder(tmp_path):
        assert not theirs.exists()


def test_young_folders_and_those_of_others_stay(tmp_path: Path) -> None:
    """One may just be about to be locked; another has nothing to do with us."""
    young, other = tmp_path / f"{PREFIX}young", tmp_path / "hokusai-something"
    young.mkdir()
    other.mkdir()
    age(other)
    with private_folder(tmp_path):
        assert young.exists()
        assert other.exists()
