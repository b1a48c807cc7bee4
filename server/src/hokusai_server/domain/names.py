"""Names of models and aliases, and the request that a bad one comes to."""

import re
from collections.abc import Mapping
from typing import Final

from hokusai_server.domain.errors import FieldViolation, InvalidRequest

_MODEL_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_ALIAS: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_RESERVED_ALIAS: Final = re.compile(r"latest|v[0-9]+", re.IGNORECASE)
"""MLflow reads these as `latest` and as a version number."""

_RESERVED_TAG_PREFIXES: Final = ("hokusai.", "mlflow.")

DEFAULT_ALIAS: Final = "production"


def invalid(field: str, description: str) -> InvalidRequest:
    """The fault of a request with one bad field."""
    return InvalidRequest([FieldViolation(field, description)])


def checked_model_name(text: str, field: str = "model") -> str:
    """Return `text` if it may name a model.

    Raises:
        InvalidRequest: it may not.
    """
    if not _MODEL_NAME.fullmatch(text):
        raise invalid(field, "must be a letter or a digit, then up to 127 of [A-Za-z0-9._-]")
    return text


def checked_alias(text: str, field: str = "alias") -> str:
    """Return `text` if it may name an alias.

    Raises:
        InvalidRequest: it may not, or it is reserved.
    """
    if not _ALIAS.fullmatch(text):
        raise invalid(field, "must be a letter, then up to 63 of [A-Za-z0-9_-], without @")
    if _RESERVED_ALIAS.fullmatch(text):
        raise invalid(field, f"{text!r} is reserved; latest and v1, v2, … are not aliases")
    return text


def checked_text(text: str, field: str) -> str:
    """Return `text` if every database can keep it.

    Raises:
        InvalidRequest: it has a NUL character, which PostgreSQL has no place for.
    """
    if "\0" in text:
        raise invalid(field, "must not have a NUL character")
    return text


def checked_tags(tags: Mapping[str, str], field: str = "tags") -> Mapping[str, str]:
    """Return `tags` if a user may set them.

    Raises:
        InvalidRequest: a key or a value breaks the rules.
    """
    for key, value in tags.items():
        checked_tag_key(key, field)
        checked_text(value, f"{field}[{key!r}]")
    return tags


def checked_tag_key(text: str, field: str = "tags") -> str:
    """Return `text` if a user may set a tag of this key.

    Raises:
        InvalidRequest: it is empty, too long, or in a name space of Hokusai's or MLflow's own.
    """
    if not 1 <= len(text) <= 128:
        raise invalid(field, "a tag's key has 1 to 128 characters")
    checked_text(text, field)
    if text.startswith(_RESERVED_TAG_PREFIXES):
        raise invalid(field, f"tag {text!r}: keys that begin with hokusai. or mlflow. are reserved")
    return text
