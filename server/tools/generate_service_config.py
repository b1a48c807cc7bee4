"""Generates the retry policy of the contract: a gRPC service config that the clients of every language ship.

`python -m server.tools.generate_service_config` rewrites it; the generator of each language takes a copy into its
client. It names the RPCs that are safe to repeat, by what the contract says of them, and holds no timeout: one of a
service config fires up to a second early, so deadlines are per call.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from google.protobuf.descriptor_pb2 import FileDescriptorSet, MethodDescriptorProto, MethodOptions

from hokusai.retrying import RetryPolicy
from server.tools.contract_descriptors import INTERNAL_PACKAGES, REPOSITORY, compiled_contract

SERVICE_CONFIG = REPOSITORY / "proto/hokusai/service_config.json"
# What a Hokusai server answers when repeating helps; it says when in `grpc-retry-pushback-ms`.
RETRYABLE_CODES = ("UNAVAILABLE", "RESOURCE_EXHAUSTED")


def main() -> None:
    """Write the service config."""
    SERVICE_CONFIG.write_text(service_config(), encoding="utf-8")


def service_config() -> str:
    """The text of the service config, with the patience of the Python client."""
    policy = RetryPolicy()
    retry_policy = {
        "maxAttempts": policy.max_attempts,
        "initialBackoff": f"{policy.initial_delay:g}s",
        "maxBackoff": f"{policy.max_delay:g}s",
        "backoffMultiplier": policy.multiplier,
        "retryableStatusCodes": list(RETRYABLE_CODES),
    }
    names = [{"service": service, "method": method} for service, method in repeatable_rpcs()]
    return json.dumps({"methodConfig": [{"name": names, "retryPolicy": retry_policy}]}, indent=2) + "\n"


def repeatable_rpcs() -> list[tuple[str, str]]:
    """Service and name of each RPC that may be sent again unchanged, in order.

    It takes one request, and that is a read, is idempotent, or carries a `request_id`.
    """
    contract = compiled_contract()
    with_request_id = set(_messages_with("request_id", contract))
    return sorted(
        (f"{file.package}.{service.name}", method.name)
        for file in contract.file
        if file.package.startswith("hokusai.") and not file.package.startswith(INTERNAL_PACKAGES)
        for service in file.service
        for method in service.method
        if not method.client_streaming and (_is_idempotent(method) or method.input_type in with_request_id)
    )


def _is_idempotent(method: MethodDescriptorProto) -> bool:
    return method.options.idempotency_level != MethodOptions.IDEMPOTENCY_UNKNOWN


def _messages_with(field: str, contract: FileDescriptorSet) -> Iterator[str]:
    for file in contract.file:
        for message in file.message_type:
            if any(each.name == field for each in message.field):
                yield f".{file.package}.{message.name}"


if __name__ == "__main__":
    main()
