"""Changes of the contract that break whoever was written against it, one of each kind, as edits of the protos.

Each hits something that the server and every client use, so that nobody can miss it and still compile.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parents[2]
_INFERENCE: Final = "hokusai/inference/v1/inference_service.proto"
_PAYLOAD: Final = "hokusai/inference/v1/payload.proto"
# What the server reads in place of the messages that carry payloads; a test keeps it equal to them, field by field.
_TWIN: Final = "hokusai/worker/v1/opaque_inference.proto"


@dataclass(frozen=True, slots=True)
class ContractChange:
    """One edit.

    Attributes:
        kind: what happens, for people.
        proto: the file below proto/.
        before: text that is in it exactly once.
        after: what takes its place.
        twin: the same edit of the message's twin, if it has one: text before and after.
    """

    kind: str
    proto: str
    before: str
    after: str
    twin: tuple[str, str] | None = None

    def apply(self, root: Path) -> None:
        """Make the change in the contract of the folder `root`.

        Raises:
            ValueError: the contract moved on, and the text is not there exactly once.
        """
        _replace(root / "proto" / self.proto, self.before, self.after)
        if self.twin is not None:
            _replace(root / "proto" / _TWIN, *self.twin)


CHANGES: Final = (
    ContractChange("RPC renamed", _INFERENCE, "rpc StreamPredict(", "rpc StreamInfer("),
    ContractChange(
        "request field removed",
        _INFERENCE,
        "  uint64 first_sequence = 6 [(google.api.field_behavior) = OPTIONAL];\n",
        "",
        twin=("  // As its twin.\n  uint64 first_sequence = 6;\n", ""),
    ),
    ContractChange(
        "field type changed",
        _INFERENCE,
        "  uint64 sequence = 1;\n  // The rows.\n",
        "  string sequence = 1;\n  // The rows.\n",
        twin=("  uint64 sequence = 1;\n  // A serialized", "  string sequence = 1;\n  // A serialized"),
    ),
    ContractChange(
        "response type changed",
        _INFERENCE,
        "returns (stream StreamPredictResponse)",
        "returns (stream PredictResponse)",
    ),
    ContractChange(
        "stream to unary",
        _INFERENCE,
        "rpc StreamPredict(stream StreamPredictRequest) returns (stream StreamPredictResponse)",
        "rpc StreamPredict(StreamPredictRequest) returns (StreamPredictResponse)",
    ),
    ContractChange("enum value removed", _PAYLOAD, "  DATA_TYPE_FLOAT64 = 12;\n", ""),
)


def _replace(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    if text.count(before) != 1:
        raise ValueError(f"{path} has {text.count(before)} times {before!r}, not once")
    path.write_text(text.replace(before, after), encoding="utf-8")


def restore_contract(root: Path) -> None:
    """Make the contract in the folder `root` that of this repository."""
    for folder in ("proto", "third_party"):
        shutil.rmtree(root / folder, ignore_errors=True)
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copyfile(REPOSITORY / "buf.yaml", root / "buf.yaml")
