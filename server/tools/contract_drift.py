"""Shows that neither the server nor any client compiles against a contract that moved under it.

`make drift` applies each of `CHANGES` to a copy of the contract, generates anew, compiles copies of the server and of
the client in each language, and prints the compiler's line for each; tests/architecture/test_drift.py does the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.tools.compiler_complaints import complaints_in
from server.tools.contract_changes import CHANGES, ContractChange, restore_contract
from server.tools.contract_consumers import Consumer, consumers
from server.tools.toolchains import absence, extend_path, must_have_all

REPOSITORY: Final = Path(__file__).resolve().parents[2]
# Made by installing and not under version control: with it a copy needs nothing that is not compiled already.
_RUST_LOCK: Final = "Cargo.lock"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a compiler said.

    Attributes:
        compiles: whether it was content.
        complaint: its first error in code that a person wrote; empty if there is none.
        output: all that it said.
    """

    compiles: bool
    complaint: str
    output: str


class ScratchCopy:
    """A copy of one consumer beside a copy of the contract, compiled again and again as the contract changes."""

    def __init__(self, consumer: Consumer, root: Path) -> None:
        """Copy what is under version control, and what would be, into the empty folder `root`."""
        self.consumer = consumer
        self._root = root
        for path in _versioned(*consumer.folders, *consumer.needed, consumer.template):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / path, target)

    def compile(self, change: ContractChange | None) -> Outcome:
        """Compile against the contract with one change, or against the contract as it is."""
        restore_contract(self._root)
        if change is not None:
            change.apply(self._root)
        self.consumer.generate(self._root)
        self._copy_locks()
        outcomes = [self._run(command) for command in self.consumer.commands(self._root)]
        return next((outcome for outcome in outcomes if not outcome.compiles), outcomes[0])

    def _run(self, command: list[str]) -> Outcome:
        environment = {**os.environ, "CARGO_TERM_COLOR": "never", "NO_COLOR": "1"}
        ran = subprocess.run(command, cwd=self._root, env=environment, capture_output=True, text=True, check=False)
        output = (ran.stdout + ran.stderr).replace(f"{self._root}/", "")
        own = [each for each in complaints_in(output) if not each.startswith(self.consumer.needed)]
        return Outcome(ran.returncode == 0, own[0] if own else "", output)

    def _copy_locks(self) -> None:
        for folder in self.consumer.folders:
            source, target = REPOSITORY / folder / _RUST_LOCK, self._root / folder / _RUST_LOCK
            if source.exists() and not target.exists():
                shutil.copyfile(source, target)


def _versioned(*paths: str) -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *paths]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.splitlines()
    return [path for path in listed if (REPOSITORY / path).is_file()]


def main() -> int:
    """Print the table; 1 if a change went unnoticed, or if something does not compile as it is."""
    extend_path()
    faults = 0
    for consumer in consumers():
        reason = absence(consumer.name)
        if reason is None:
            faults += _tabulate(consumer)
        else:
            sys.stdout.write(f"{consumer.name:<11} skipped: {reason}\n")
            faults += must_have_all()
    return 1 if faults else 0


def _tabulate(consumer: Consumer) -> int:
    """Print the rows of one consumer; returns how many are not as they should be."""
    with tempfile.TemporaryDirectory(prefix="hokusai-drift-") as scratch:
        copy = ScratchCopy(consumer, Path(scratch))
        base = copy.compile(None)
        _print_row(consumer.name, "unchanged", "compiles" if base.compiles else base.output)
        if not base.compiles:
            return 1
        complaints = {change.kind: copy.compile(change).complaint for change in CHANGES}
    for kind, complaint in complaints.items():
        _print_row(consumer.name, kind, complaint or "NOBODY NOTICED")
    return sum(not complaint for complaint in complaints.values())


def _print_row(name: str, kind: str, said: str) -> None:
    sys.stdout.write(f"{name:<11} {kind:<22} {said}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
