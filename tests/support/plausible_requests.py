"""Requests that satisfy the contract's rules, made from the rules alone."""

from __future__ import annotations

from collections import Counter
from typing import Any

import protovalidate
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

ROUNDS = 100
# Tried in turn until the rules are content: a number, a name, a UUID, a digest, an address, a longer text.
TEXTS = (
    "1.0.0",
    "lead_scoring",
    "5f0c7a52-3c1f-4f9e-9c53-8f3f0f6f2b11",
    "0" * 64,
    "0x" + "0" * 40,
    "/a/b",
    "some longer text for a field that wants more than a name",
)
_VALIDATOR = protovalidate.Validator()


def plausible(message: Message) -> Message:
    """Fill the empty message until it breaks no rule, and return it.

    Raises:
        AssertionError: a rule stays broken after many rounds; teach `TEXTS` a text that satisfies it.
    """
    tried: Counter[str] = Counter()
    for _ in range(ROUNDS):
        violations = _VALIDATOR.collect_violations(message)
        if not violations:
            return message
        path = violations[0].proto.field
        assert path is not None
        steps = [(element.field_name, _index(element)) for element in path.elements]
        _fill(message, steps, tried[str(steps)])
        tried[str(steps)] += 1
    raise AssertionError(f"{message.DESCRIPTOR.full_name}: {_VALIDATOR.collect_violations(message)}")


def _index(element: Any) -> int:
    """Which element of a repeated field is meant; 0 for other fields."""
    return int(element.subscript.value) if element.subscript is not None else 0


def _fill(message: Message, steps: list[tuple[str, int]], attempt: int) -> None:
    for name, index in steps[:-1]:
        value = getattr(message, name)
        message = value[index] if _is_repeated(message, name) else value
    wanted = steps[-1][0]
    fields = _candidates(message, wanted)
    _set(message, fields.get(wanted) or next(iter(fields.values())), attempt)


def _candidates(message: Message, name: str) -> dict[str, Any]:
    """The field of that name, or the fields of the oneof of that name, or every field for a rule of the message."""
    descriptor = message.DESCRIPTOR
    if name in descriptor.fields_by_name:
        return {name: descriptor.fields_by_name[name]}
    fields = descriptor.oneofs_by_name[name].fields if name in descriptor.oneofs_by_name else descriptor.fields
    return {field.name: field for field in fields}


def _set(message: Message, field: FieldDescriptor, attempt: int) -> None:
    if field.message_type is not None and not field.is_repeated:
        getattr(message, field.name).SetInParent()
    elif field.message_type is not None:
        getattr(message, field.name).add()
    elif field.is_repeated:
        getattr(message, field.name)[:] = [_scalar(field, attempt)]
    else:
        setattr(message, field.name, _scalar(field, attempt))


def _scalar(field: FieldDescriptor, attempt: int) -> Any:
    if field.type == FieldDescriptor.TYPE_STRING:
        return TEXTS[attempt % len(TEXTS)]
    if field.type == FieldDescriptor.TYPE_BYTES:
        return bytes(32)
    return 1 + attempt


def _is_repeated(message: Message, name: str) -> bool:
    return bool(message.DESCRIPTOR.fields_by_name[name].is_repeated)
