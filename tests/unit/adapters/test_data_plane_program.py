"""A program is taken only if it runs here and is of this release."""

from __future__ import annotations

from pathlib import Path

import pytest

from hokusai_server.adapters import data_plane_program
from hokusai_server.adapters.data_plane_program import DataPlaneFailedError, check_program, contract_digest
from tests.support.scripts import write_script


async def test_a_program_of_this_release_is_taken(tmp_path: Path) -> None:
    await check_program(write_script(tmp_path / "program", f'[ "$1" = --contract ] && echo {contract_digest()}'))


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (f"echo {'0' * 64}", "another release"),
        ("exit 1", "does not say"),
        (f"echo {contract_digest()}; exit 1", "does not say"),
        ("kill -9 $$", "does not say"),
    ],
)
async def test_any_other_is_refused_with_what_to_do(tmp_path: Path, script: str, said: str) -> None:
    with pytest.raises(DataPlaneFailedError, match=rf"program.*{said}.*make dataplane"):
        await check_program(write_script(tmp_path / "program", script))


async def test_one_of_another_machine_cannot_be_executed(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"\x7fELF of another machine")
    program.chmod(0o700)
    with pytest.raises(DataPlaneFailedError, match=r"cannot be executed"):
        await check_program(program)


async def test_one_that_never_answers_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_plane_program, "ANSWER_TIME_S", 0.05)
    with pytest.raises(DataPlaneFailedError, match="does not say"):
        await check_program(write_script(tmp_path / "program", "exec cat /dev/zero >/dev/null"))
