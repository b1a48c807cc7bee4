"""Reads the reasons of failed calls, with their documentation, from the contract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ERROR_REASON_PROTO = REPOSITORY / "proto/hokusai/errors/v1/error_reason.proto"
_VALUE = re.compile(r"((?:^ *//.*\n)+) *ERROR_REASON_(\w+) = (\d+);", re.MULTILINE)
_SUMMARY = re.compile(r"([A-Z_]+): (.*?)(?:\n\n|\Z)", re.DOTALL)
_METADATA = re.compile(r"Metadata: (.*?)\.(?: |\n)", re.DOTALL)
_RETRYABLE = re.compile(r"Retryable: (yes|no)")


@dataclass(frozen=True, slots=True)
class DocumentedReason:
    """One value of `ErrorReason` as its comment describes it.

    Attributes:
        name: without the prefix `ERROR_REASON_`.
        code: name of the gRPC status code.
        summary: when it is given.
        metadata: keys of the `ErrorInfo`, in the order of the comment.
        retryable: whether the same call may succeed later.
        comment: the whole comment without its slashes.
    """

    name: str
    code: str
    summary: str
    metadata: tuple[str, ...]
    retryable: bool
    comment: str


def documented_reasons() -> list[DocumentedReason]:
    """Every reason but the one that is never sent, in the order of the contract.

    Raises:
        ValueError: a comment lacks its code, its metadata or its retryability.
    """
    text = ERROR_REASON_PROTO.read_text(encoding="utf-8")
    return [_parse(name, comment) for comment, name, number in _VALUE.findall(text) if number != "0"]


def _parse(name: str, raw_comment: str) -> DocumentedReason:
    comment = "\n".join(line.strip().removeprefix("//").strip() for line in raw_comment.strip().splitlines())
    summary, metadata, retryable = _SUMMARY.match(comment), _METADATA.search(comment), _RETRYABLE.search(comment)
    if summary is None or metadata is None or retryable is None:
        raise ValueError(f"ERROR_REASON_{name}: the comment needs `CODE: when`, `Metadata:` and `Retryable:`")
    return DocumentedReason(
        name=name,
        code=summary[1],
        summary=" ".join(summary[2].split()),
        metadata=tuple(re.findall(r"`(\w+)`", metadata[1])),
        retryable=retryable[1] == "yes",
        comment=comment,
    )
