"""Settings of who may call."""

# ruff: noqa: RUF009 - `setting(...)` is a `dataclasses.field`, and its defaults are immutable
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hokusai_server.settings.declaration import setting


@dataclass(frozen=True, slots=True)
class AuthSettings:
    """Who may call."""

    keys_file: Path | None = setting(
        None,
        "TOML file with the keys that callers must show, as `hokusai keys new` writes it; read again when it changes. "
        "Unset: everybody may call, and do everything.",
    )
