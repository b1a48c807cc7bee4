"""The requests of one micro-batch as they stand in a frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self, final

from hokusai.worker.v1 import worker_pb2
from hokusai_server.adapters.runtime.frames import FrameError
from hokusai_server.adapters.runtime.worker.skeleton import Encoding, Stack, stack


@final
@dataclass(frozen=True, slots=True)
class MicroBatch:
    """What is known of each request, in columns; a request is named by its place in them."""

    ids: Sequence[int]
    payloads: Sequence[memoryview]
    """Empty where `alike` holds them."""
    params: Sequence[memoryview]
    """Empty if none has any."""
    deadlines: Sequence[int]
    """Monotonic nanoseconds; 0 means none."""
    response_encodings: Sequence[Encoding]
    alike: Stack | None = None
    """All payloads, where the dispatcher found them to be of one size, and no request has params."""

    @classmethod
    def of(cls, batch: worker_pb2.PredictBatch, body: memoryview, arrived: int) -> Self:
        """Take a frame apart.

        Args:
            batch: the header.
            body: payloads and params back to back, as the header says.
            arrived: when the frame was read, in monotonic nanoseconds; deadlines count from here.

        Raises:
            FrameError: the sizes in the header are not those of the body.
        """
        return (
            cls._of_alike(batch.alike, body, arrived)
            if batch.HasField("alike")
            else cls._of_heads(batch, body, arrived)
        )

    @classmethod
    def _of_heads(cls, batch: worker_pb2.PredictBatch, body: memoryview, arrived: int) -> Self:
        heads = [
            (head.id, head.payload_size, head.params_size, head.deadline_nanos, head.response_encoding)
            for head in batch.requests
        ]
        payloads: list[memoryview] = []
        params: list[memoryview] = []
        end = 0
        for _, payload_size, params_size, _, _ in heads:
            middle = end + payload_size
            payloads.append(body[end:middle])
            end = middle + params_size
            params.append(body[middle:end])
        if end != len(body):
            raise FrameError(f"the header names {end} bytes, the body has {len(body)}")
        return cls(
            ids=[head[0] for head in heads],
            payloads=payloads,
            params=params if any(map(len, params)) else (),
            deadlines=[arrived + head[3] if head[3] else 0 for head in heads],
            response_encodings=[head[4] for head in heads],
        )

    @classmethod
    def _of_alike(cls, requests: worker_pb2.AlikeRequests, body: memoryview, arrived: int) -> Self:
        count, size = requests.count, requests.payload_size
        if not count or count * size != len(body):
            raise FrameError(f"the header names {count} payloads of {size} bytes, the body has {len(body)}")
        deadlines = [arrived + nanos if nanos else 0 for nanos in requests.deadline_nanos] or [0] * count
        if len(deadlines) != count:
            raise FrameError(f"the header names {count} requests and {len(deadlines)} deadlines")
        return cls(
            ids=range(1, count + 1),
            payloads=(),
            params=(),
            deadlines=deadlines,
            response_encodings=[requests.response_encoding] * count,
            alike=stack(body, count),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def payload(self, request: int) -> memoryview:
        """The payload of one request."""
        return self.payloads[request] if self.alike is None else self.alike[request].data

    def params_of(self, request: int) -> bytes | memoryview:
        """The params of one request; empty for the defaults."""
        return self.params[request] if self.params else b""

    def late(self, now: int) -> frozenset[int]:
        """The requests whose deadline has passed."""
        return frozenset(i for i, deadline in enumerate(self.deadlines) if deadline and deadline <= now)
