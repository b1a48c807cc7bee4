"""Generates the comments of the contract for the server's reflection: Python's own descriptors have lost them.

`python -m server.tools.generate_contract_comments` writes them into the server, as files that hold nothing but the
comments of each element of the public packages.
"""

from __future__ import annotations

from google.protobuf.descriptor_pb2 import FileDescriptorSet

from server.tools.contract_descriptors import INTERNAL_PACKAGES, REPOSITORY, compiled_contract

COMMENTS = REPOSITORY / "server/src/hokusai_server/transport/contract_comments.binpb"


def main() -> None:
    """Write the comments."""
    COMMENTS.write_bytes(contract_comments())


def contract_comments() -> bytes:
    """A `FileDescriptorSet` with the comment before each element, and where it stood."""
    comments = FileDescriptorSet()
    for file in compiled_contract().file:
        if not file.package.startswith("hokusai.") or file.package.startswith(INTERNAL_PACKAGES):
            continue
        commented = comments.file.add(name=file.name)
        for place in file.source_code_info.location:
            if place.leading_comments:
                location = commented.source_code_info.location.add(path=place.path, span=place.span)
                location.leading_comments = place.leading_comments
    return comments.SerializeToString(deterministic=True)


if __name__ == "__main__":
    main()
