"""The form of payloads of tensors."""

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker.skeleton import MAX_BYTES, Numbers, Skeleton, address
from hokusai_server.adapters.runtime.worker.tensor_codec import fixed_dtype
from hokusai_server.adapters.runtime.worker.wire import TensorParts, tensors_by_hand


def tensor_skeleton(view: memoryview, *, to_read: bool) -> Skeleton | None:
    """Learn the form of a payload that was decoded without fault; None if it is none that can be filled in.

    Nothing but the elements may vary: no texts, no nulls, and if others are to be read no booleans, whose bytes need
    a look each.
    """
    tensors = tensors_by_hand(view) if len(view) <= MAX_BYTES else None
    if not tensors:
        return None
    columns: dict[str, Numbers] = {}
    for tensor in tensors:
        place = _place(view, tensor)
        if place is None or (to_read and place.dtype.kind == "b"):
            return None
        columns[tensor.name] = place
    return Skeleton(payload_pb2.ENCODING_TENSORS, view, tensors[0].shape[0], columns)


def _place(view: memoryview, tensor: TensorParts) -> Numbers | None:
    dtype = fixed_dtype(tensor.data_type)
    if dtype is None or len(tensor.nulls) or not len(tensor.data):
        return None
    start = address(tensor.data) - address(view)
    return Numbers(dtype, tensor.shape[1:], start, start + len(tensor.data))
