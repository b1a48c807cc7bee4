"""Makes one call of the Open Inference Protocol, checks its answer, and writes its bytes for a load client.

Run by the environment of the peer that is called: `open_inference_call.py ADDRESS MODEL ROWS.json MESSAGE_FILE`, where
ROWS.json holds `{"columns": [...], "dtypes": [...], "rows": [[...]], "expected": [...], "tensor": true}`. With `tensor`
the rows go as one FP64 tensor, else as one input a column, the way MLServer reads a pandas data frame.
"""

from __future__ import annotations

import json
import struct
import sys
import time
from pathlib import Path
from typing import Any

import grpc

try:
    from mlserver.grpc import dataplane_pb2 as pb
    from mlserver.grpc import dataplane_pb2_grpc as pb_grpc
except ImportError:
    from kserve.protocol.grpc import grpc_predict_v2_pb2 as pb
    from kserve.protocol.grpc import grpc_predict_v2_pb2_grpc as pb_grpc


def message_of(model: str, given: dict[str, Any]) -> Any:
    """The request."""
    request = pb.ModelInferRequest(model_name=model)
    rows = given["rows"]
    if given["tensor"]:
        tensor = request.inputs.add(name="x", datatype="FP64", shape=[len(rows), len(rows[0])])
        tensor.parameters["content_type"].string_param = "np"
        values = [value for row in rows for value in row]
        request.raw_input_contents.append(struct.pack(f"<{len(values)}d", *values))
        return request
    request.parameters["content_type"].string_param = "pd"
    for index, (name, dtype) in enumerate(zip(given["columns"], given["dtypes"], strict=True)):
        values = [row[index] for row in rows]
        if dtype == "string":
            column = request.inputs.add(name=name, datatype="BYTES", shape=[len(values), 1])
            column.parameters["content_type"].string_param = "str"
            column.contents.bytes_contents.extend(value.encode() for value in values)
        else:
            column = request.inputs.add(name=name, datatype="FP64", shape=[len(values), 1])
            column.contents.fp64_contents.extend(values)
    return request


def classes_of(answer: Any) -> list[int]:
    """What the model said, one integer a row."""
    if answer.raw_output_contents:
        raw = answer.raw_output_contents[0]
        return list(struct.unpack(f"<{len(raw) // 8}q", raw))
    return list(answer.outputs[0].contents.int64_contents)


def main() -> None:
    """Call until the model is ready, compare, write."""
    address, model, rows, target = sys.argv[1:]
    given = json.loads(Path(rows).read_text())
    message = message_of(model, given)
    stub = pb_grpc.GRPCInferenceServiceStub(grpc.insecure_channel(address))
    deadline = time.monotonic() + 120
    while True:
        try:
            answer = stub.ModelInfer(message, timeout=30)
            break
        except grpc.RpcError as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"{address} does not answer: {error.code()} {error.details()}") from error
            time.sleep(0.2)
    if classes_of(answer) != given["expected"]:
        raise SystemExit(f"{address} answers {classes_of(answer)}, in process it is {given['expected']}")
    Path(target).write_bytes(message.SerializeToString())


if __name__ == "__main__":
    main()
