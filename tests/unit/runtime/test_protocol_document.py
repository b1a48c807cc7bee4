"""The bytes in docs/worker-protocol.md are what the code writes."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from hokusai.inference.v1 import inference_service_pb2, payload_pb2
from hokusai.worker.v1 import worker_pb2
from hokusai_server.adapters.runtime.frames import pack_frame

_DOCUMENT = Path(__file__).parents[3] / "docs" / "worker-protocol.md"


def _tensor(**fields: object) -> bytes:
    tensor = payload_pb2.Tensor(**fields)  # type: ignore[arg-type]
    return payload_pb2.Payload(tensors=payload_pb2.Tensors(tensors=[tensor])).SerializeToString()


def test_the_byte_level_example_is_true() -> None:
    asked = _tensor(data_type=payload_pb2.DATA_TYPE_FLOAT64, shape=[1, 2], data=struct.pack("<2d", 1.0, -0.5))
    answered = _tensor(name="prediction", data_type=payload_pb2.DATA_TYPE_INT64, shape=[1], data=struct.pack("<q", 1))
    native = inference_service_pb2.CALL_PATH_NATIVE
    to, of = worker_pb2.ToWorker, worker_pb2.FromWorker
    head = worker_pb2.RequestHead(id=7, payload_size=len(asked))
    outcome = worker_pb2.RequestOutcome(id=7, payload_size=len(answered), row_count=1)
    batch = worker_pb2.PredictBatch(batch_id=1, requests=[head])
    outcomes = worker_pb2.BatchOutcome(batch_id=1, outcomes=[outcome], timings=worker_pb2.BatchTimings(model_calls=1))
    loaded = worker_pb2.Loaded(call_path=native, load_nanos=1000, private_memory_bytes=4096)
    load = worker_pb2.Load(model="m", version="1.0.0", bundle_path="/b")
    greeting = worker_pb2.Hello(protocol_version=1, capabilities=["express"], pid=200)
    frames = [
        pack_frame(to(hello=worker_pb2.Hello(protocol_version=1, pid=100)).SerializeToString()),
        pack_frame(of(hello=greeting).SerializeToString()),
        pack_frame(to(load=load).SerializeToString()),
        pack_frame(of(loaded=loaded).SerializeToString()),
        pack_frame(to(predict=batch).SerializeToString(), [asked]),
        pack_frame(of(outcome=outcomes).SerializeToString(), [answered]),
        pack_frame(to(stop=worker_pb2.Stop()).SerializeToString()),
    ]
    blocks = re.findall(r"```hex\n(.*?)```", _DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert [bytes.fromhex(block) for block in blocks] == [b"".join(map(bytes, frame)) for frame in frames]
