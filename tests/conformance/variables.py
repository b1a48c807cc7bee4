"""The `${name}` of a vector: a run, UUIDs by label, and what was captured."""

from __future__ import annotations

import re
import uuid
from typing import Any, Final

from tests.conformance.mismatch import Mismatch

_VARIABLE: Final = re.compile(r"\$\{([^}]*)\}")
_UUID: Final = "uuid:"


class Scope:
    """The values that one vector sees: its own, and those of its file's `setup` behind them."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    def inner(self) -> Scope:
        """A scope that begins with these values and keeps its own to itself."""
        return Scope(dict(self._values))

    def take(self, name: str, value: str) -> None:
        """Remember what was captured."""
        self._values[name] = value

    def value(self, name: str) -> str:
        """What `${name}` stands for."""
        if name.startswith(_UUID):
            return self._values.setdefault(name, str(uuid.uuid4()))
        if name not in self._values:
            raise Mismatch(f"nothing has taken ${{{name}}}")
        return self._values[name]

    def fill(self, text: str) -> str:
        """The text with every `${name}` replaced."""
        return _VARIABLE.sub(lambda found: self.value(found[1]), text)

    def request(self, value: Any) -> Any:
        """A request as JSON, ready to be read: variables and repetitions written out."""
        match value:
            case str():
                return self.fill(value)
            case list():
                return [self.request(inner) for inner in value]
            case {"$repeat": [what, int(count)]} if len(value) == 1:
                filled = self.request(what)
                return filled * count if isinstance(filled, str) else [filled] * count
            case dict():
                return {self._key(key): self.request(inner) for key, inner in value.items()}
            case _:
                return value

    def _key(self, key: str) -> str:
        if key.startswith("$") and not key.startswith("${"):
            raise Mismatch(f"{key} is not known in a request")
        return self.fill(key)
