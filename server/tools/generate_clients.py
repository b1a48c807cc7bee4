"""Generates the stubs of the clients in other languages: one module of client_generators/ and one buf template each.

`python -m server.tools.generate_clients` writes every language whose toolchain is present and names those it left out;
`python -m server.tools.generate_clients go rust` writes these. `--root` and `--out` point it at another contract and
another folder of clients. Where `CI` is set a missing toolchain is a fault.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from typing import Protocol, cast

from server.tools.toolchains import absence, extend_path, must_have_all

REPOSITORY = Path(__file__).resolve().parents[2]
_MODULES = Path(__file__).parent / "client_generators"


class ClientGenerator(Protocol):
    """What a module of client_generators/ offers."""

    def generate(self, root: Path, out: Path) -> None:
        """Write the stubs of one client.

        Args:
            root: folder with buf.yaml, the template, proto/ and third_party/.
            out: the client's folder, as clients/go; what is not generated stays as it is.
        """

    def compile_command(self, out: Path) -> list[str]:
        """A command that compiles the whole client in the folder `out`, quick when little changed."""


def main() -> int:
    """Generate; 1 where `CI` is set and a language had to be left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="which to write; all unless given")
    parser.add_argument("--root", type=Path, default=REPOSITORY, help="folder with buf.yaml, the templates and proto/")
    parser.add_argument("--out", type=Path, default=REPOSITORY / "clients", help="folder of the clients")
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.languages) - set(languages()))
    if unknown:
        parser.error(f"no generator for {', '.join(unknown)}; there are: {', '.join(languages())}")
    extend_path()
    return _generate(arguments.languages or languages(), arguments.root.resolve(), arguments.out.resolve())


def languages() -> list[str]:
    """The languages that have a generator, sorted; Python's is generate_contract.py."""
    return sorted(module.stem for module in _MODULES.glob("*.py") if not module.stem.startswith("_"))


def generator(language: str) -> ClientGenerator:
    """The generator of one of `languages()`."""
    return cast("ClientGenerator", importlib.import_module(f"server.tools.client_generators.{language}"))


def _generate(wanted: list[str], root: Path, out: Path) -> int:
    skipped = False
    for language in wanted:
        reason = absence(language)
        if reason is None:
            generator(language).generate(root, out / language)
            sys.stdout.write(f"generated {language}\n")
        else:
            sys.stdout.write(f"skipped {language}: {reason}\n")
            skipped = True
    return 1 if skipped and must_have_all() else 0


if __name__ == "__main__":
    sys.exit(main())
