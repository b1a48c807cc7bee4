"""Every RPC of the contract says what a key needs for it."""

from __future__ import annotations

from typing import Any

from hokusai_server.domain.access import Action
from hokusai_server.gateway.contract_methods import public_methods
from hokusai_server.transport.method_access import METHOD_ACCESS

CONTRACT = {path: method for path, method in public_methods().items() if path.startswith("/hokusai.")}


def field_paths(message: Any, depth: int = 3) -> set[str]:
    """Paths to the text fields of a message, of its messages, and of theirs."""
    paths: set[str] = set()
    for field in message.fields:
        if field.type == field.TYPE_STRING:
            paths.add(field.name)
        elif field.message_type is not None and depth > 1:
            paths |= {f"{field.name}.{inner}" for inner in field_paths(field.message_type, depth - 1)}
    return paths


def test_the_table_has_every_method_and_no_other() -> None:
    assert METHOD_ACCESS.keys() == CONTRACT.keys()


def test_paths_to_models_exist_and_none_is_left_out() -> None:
    """A request that names a model in a field called so cannot be taken for one that names none."""
    for path, access in METHOD_ACCESS.items():
        there = field_paths(CONTRACT[path].request.DESCRIPTOR)
        models = {name for name in there if name == "model" or name.endswith(".model")}
        if access.models:
            assert access.models in there, path
            # A policy repeats the model of its request.
            models -= {access.models, "policy.model"}
        assert models == set(), path


def test_what_changes_nothing_is_no_write() -> None:
    """What the contract calls free of side effects is a read or a prediction, but for looking at an upload."""
    writes = {
        path.rpartition("/")[2]
        for path, access in METHOD_ACCESS.items()
        if access.action is Action.WRITE and CONTRACT[path].side_effect_free
    }
    assert writes <= {"QueryUpload"}
    reads = {
        path
        for path, access in METHOD_ACCESS.items()
        if access.action is Action.READ
        and not path.rpartition("/")[2].startswith(("Get", "List", "Watch", "Search", "Resolve", "Compare", "Download"))
    }
    assert reads == set()
