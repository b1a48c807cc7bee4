"""The form of payloads of Arrow streams."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker.skeleton import MAX_BYTES, Numbers, Skeleton, Texts, address


def arrow_skeleton(view: memoryview, stream: bytes | memoryview, batch: pa.RecordBatch) -> Skeleton | None:
    """Learn the form of a payload that was decoded without fault; None if it is none that can be filled in.

    Nothing but numbers and the bytes of texts may vary: no nulls, nothing nested, no booleans, which share bytes.

    Args:
        view: the whole payload.
        stream: its bytes from some place on to the end, or a copy of these.
        batch: all rows of the stream, as views of `stream` if it is to be found there.
    """
    if len(view) > MAX_BYTES or not batch.num_rows or view[len(view) - len(stream) :] != stream:
        return None
    offset = len(view) - len(stream) - address(stream)
    columns: dict[str, Numbers | Texts] = {}
    for name, array in zip(batch.schema.names, batch.columns, strict=True):
        column = _place(array, offset)
        if column is None or any(not 0 <= start <= stop <= len(view) for start, stop in column.spans()):
            return None
        columns[name] = column
    return Skeleton(payload_pb2.ENCODING_ARROW, view, batch.num_rows, columns)


def _place(array: pa.Array, offset: int) -> Numbers | Texts | None:
    if array.null_count or array.offset:
        return None
    buffers: Sequence[pa.Buffer | None] = array.buffers()
    if buffers[-1] is None:
        return None
    start = buffers[-1].address + offset
    if pa.types.is_integer(array.type) or pa.types.is_floating(array.type):
        dtype = np.dtype(array.type.to_pandas_dtype())
        return Numbers(dtype, (), start, start + len(array) * dtype.itemsize)
    if (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)) and buffers[1] is not None:
        offsets = np.frombuffer(buffers[1], np.int32 if pa.types.is_string(array.type) else np.int64)
        ends = offsets[: len(array) + 1].tolist()
        rows = tuple((start + begin, start + end) for begin, end in pairwise(ends))
        return Texts(rows, (start, start + buffers[-1].size))
    return None
