"""Generates the digest by which the server and its native data plane know that both are of one build.

`python -m server.tools.generate_data_plane_contract` rewrites it; the data plane has it compiled in, so a program that
was built before the messages changed is refused instead of misunderstood.
"""

from __future__ import annotations

import hashlib

from server.tools.contract_descriptors import REPOSITORY

DIGEST = REPOSITORY / "server/src/hokusai_server/adapters/data_plane_contract.sha256"
# The packages whose messages the data plane reads or writes.
PACKAGES = ("backend", "inference", "versions", "worker")


def main() -> None:
    """Write the digest."""
    DIGEST.write_text(f"{contract_digest()}\n", encoding="ascii")


def contract_digest() -> str:
    """SHA-256 over the names and texts of the packages' files, in hexadecimal."""
    contract = REPOSITORY / "proto"
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((contract / "hokusai" / package).rglob("*.proto")):
            digest.update(path.relative_to(contract).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


if __name__ == "__main__":
    main()
