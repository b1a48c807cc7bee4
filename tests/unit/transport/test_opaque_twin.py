"""The opaque twin of the inference messages is the public contract on the wire, field by field."""

from __future__ import annotations

from typing import Final

import pytest
from google.protobuf.descriptor import Descriptor, FieldDescriptor, OneofDescriptor

from hokusai.inference.v1 import inference_service_pb2 as public
from hokusai.worker.v1 import opaque_inference_pb2 as opaque

UNREAD: Final = {"hokusai.inference.v1.Payload", "hokusai.inference.v1.PredictParams"}
TWINS: Final = sorted(opaque.DESCRIPTOR.message_types_by_name)


def facts(field: FieldDescriptor) -> dict[str, object]:
    """What the wire and the validator make of a field; a message of the twin's own file counts as its public twin."""
    type_name = ""
    if field.message_type is not None:
        type_name = field.message_type.full_name.replace("hokusai.worker.v1.", "hokusai.inference.v1.")
    if field.enum_type is not None:
        type_name = field.enum_type.full_name
    return {
        "name": field.name,
        "type": field.type,
        "type_name": type_name,
        "repeated": field.is_repeated,
        "oneof": None if field.containing_oneof is None or is_optional(field) else field.containing_oneof.name,
        "presence": field.has_presence,
        "rules": rules(field),
    }


def rules(declared: FieldDescriptor | OneofDescriptor) -> list[object]:
    """The validator's rules."""
    return [value for option, value in declared.GetOptions().ListFields() if option.full_name.startswith("buf.")]


def is_optional(field: FieldDescriptor) -> bool:
    """Whether the field's oneof is only what `optional` is made of."""
    oneof = field.containing_oneof
    return oneof is not None and len(oneof.fields) == 1 and oneof.name == f"_{field.name}"


def unread(field: FieldDescriptor) -> dict[str, object]:
    """What the twin must make of a field: the payload and the params are bytes with the same presence."""
    expected = facts(field)
    if expected["type_name"] in UNREAD:
        expected |= {"type": FieldDescriptor.TYPE_BYTES, "type_name": ""}
    return expected


def by_number(message: Descriptor) -> dict[int, FieldDescriptor]:
    return {field.number: field for field in message.fields}


@pytest.mark.parametrize("name", TWINS)
def test_a_twin_has_the_fields_of_its_public_message_with_payloads_as_bytes(name: str) -> None:
    of_public = by_number(public.DESCRIPTOR.message_types_by_name[name])
    of_twin = by_number(opaque.DESCRIPTOR.message_types_by_name[name])
    expected = {number: unread(field) for number, field in of_public.items()}
    actual = {number: facts(field) for number, field in of_twin.items()}
    for number in expected.keys() & actual.keys():
        # A payload of a response is never absent, so the twin may read it without presence.
        if actual[number]["type"] == FieldDescriptor.TYPE_BYTES and name in {"PredictResponse", "StreamResult"}:
            actual[number]["presence"] = expected[number]["presence"]
    assert actual == expected


@pytest.mark.parametrize("name", TWINS)
def test_a_twin_has_the_rules_of_its_public_oneofs(name: str) -> None:
    def of_oneofs(message: Descriptor) -> dict[str, object]:
        return {oneof.name: rules(oneof) for oneof in message.oneofs if not is_optional(oneof.fields[0])}

    public_message = public.DESCRIPTOR.message_types_by_name[name]
    assert of_oneofs(opaque.DESCRIPTOR.message_types_by_name[name]) == of_oneofs(public_message)


def test_the_twin_service_has_the_payload_carrying_methods_of_the_public_one() -> None:
    service = public.DESCRIPTOR.services_by_name["InferenceService"]
    carrying = {
        method.name: (method.input_type.name, method.output_type.name, method.client_streaming, method.server_streaming)
        for method in service.methods
        if method.input_type.name in TWINS
    }
    twin = opaque.DESCRIPTOR.services_by_name["OpaqueInferenceService"]
    assert carrying == {
        method.name: (method.input_type.name, method.output_type.name, method.client_streaming, method.server_streaming)
        for method in twin.methods
    }


def test_bytes_written_by_one_are_read_by_the_other() -> None:
    request = public.PredictRequest(model="churn", subject="user-1")
    request.payload.rows.rows.add().values["age"].integer = 41
    request.params.values["threshold"].number = 0.5
    request.selector.alias = "production"
    read = opaque.PredictRequest.FromString(request.SerializeToString())
    assert read.payload == request.payload.SerializeToString()
    assert read.params == request.params.SerializeToString()
    assert public.PredictRequest.FromString(read.SerializeToString()) == request
