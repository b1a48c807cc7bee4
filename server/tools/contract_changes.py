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


@dataclass(frozen=True, slots=True)
class ContractChange:
    """One edit.

    Attributes:
        kind: what happens, for people.
        proto: the file below proto/.
        before: text that is in it exactly once.
        after: what takes its place.
    """

    kind: str
    proto: str
    before: str
    after: str

    def apply(self, root: Path) -> None:
        """Make the change in the contract of the folder `root`.

        Raises:
            ValueError: the contract moved on, and the text is not there exactly once.
        """
        path = root / "proto" / self.proto
        text = path.read_text(encoding="utf-8")
        if text.count(self.before) != 1:
            raise ValueError(f"{self.kind}: {self.proto} has {text.count(self.before)} times {self.before!r}, not once")
        path.write_text(text.replace(self.before, self.after), encoding="utf-8")


CHANGES: Final = (
    ContractChange("RPC renamed", _INFERENCE, "rpc StreamPredict(", "rpc StreamInfer("),
    ContractChange(
        "request field removed",
        _INFERENCE,
        "  uint64 first_sequence = 6 [(google.api.field_behavior) = OPTIONAL];\n",
        "",
    ),
    ContractChange(
        "field type changed",
        _INFERENCE,
        "  uint64 sequence = 1;\n  // The rows.\n",
        "  string sequence = 1;\n  // The rows.\n",
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


def restore_contract(root: Path) -> None:
    """Make the contract in the folder `root` that of this repository."""
    for folder in ("proto", "third_party"):
        shutil.rmtree(root / folder, ignore_errors=True)
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copyfile(REPOSITORY / "buf.yaml", root / "buf.yaml")
