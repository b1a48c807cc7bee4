"""What a driver raises when a vector is not met."""

from __future__ import annotations


class Mismatch(Exception):
    """Something is not as the vector says, or the vector says what this driver does not know."""
