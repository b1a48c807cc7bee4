"""What the server's reflection says of the contract is what the contract says."""

from __future__ import annotations

from server.tools.generate_contract_comments import COMMENTS, contract_comments


def test_reflected_comments_are_current() -> None:
    """The committed comments are those of the contract; `make gen` repairs them."""
    assert COMMENTS.read_bytes() == contract_comments()
