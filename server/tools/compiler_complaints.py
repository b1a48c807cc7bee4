"""What a compiler complains of, one line each, for Go, Java, Rust, TypeScript and mypy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

# `path:line...: message` as Go, Java and mypy write it, `path(line,column): message` as TypeScript does.
_ONE_LINE: Final = re.compile(r"(?:vet: )?(?:\./)?([^\s:(]+\.(?:go|java|py|ts)[:(]\d+.*)")
_NO_ERROR: Final = re.compile(r":(?:\d+:)? (?:warning|note):")
# Rust writes the message first and the place on a line below it.
_RUST_MESSAGE: Final = re.compile(r"(?:error|warning)\b.*")
_RUST_PLACE: Final = re.compile(r"\s*--> (\S+\.rs:\d+:\d+)")
# Java names what it cannot find some lines below.
_JAVA_SYMBOL: Final = re.compile(r"\s+symbol:\s+(.*)")
_GENERATED: Final = re.compile(r"(?:^|/)(?:gen|generated)/|_pb2")


def complaints_in(output: str) -> list[str]:
    """The errors in files that a person wrote, as `place: message`, in the order of `output`."""
    return [each for each in _complaints(output.splitlines()) if not _GENERATED.search(each.partition(":")[0])]


def _complaints(lines: Iterable[str]) -> Iterator[str]:
    rust_message, pending = "", ""
    for line in lines:
        if _RUST_MESSAGE.match(line):
            rust_message = line
        elif (place := _RUST_PLACE.match(line)) and rust_message.startswith("error"):
            yield f"{place[1]}: {rust_message}"
            rust_message = ""
        elif (symbol := _JAVA_SYMBOL.match(line)) and pending:
            pending += f": {symbol[1]}"
        elif (found := _ONE_LINE.match(line)) and not _NO_ERROR.search(line):
            if pending:
                yield pending
            pending = found[1]
    if pending:
        yield pending
