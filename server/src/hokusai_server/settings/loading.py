"""From arguments, environment, file and defaults to one settings tree in which each value knows its source."""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hokusai_server.settings.contradictions import contradictions
from hokusai_server.settings.declaration import (
    ENVIRONMENT_PREFIX,
    Setting,
    SettingDescription,
    settings_of,
    show_value,
)
from hokusai_server.settings.tree import Settings
from hokusai_server.settings.values import InvalidValueError, parse_path

CONFIG_VARIABLE: Final = "HOKUSAI_CONFIG"

# Variables of the same prefix that the client and the command line read; set for both, they must not stop a server.
CLIENT_VARIABLES: Final = frozenset(
    {"HOKUSAI_ADDRESS", "HOKUSAI_TLS_CA", "HOKUSAI_TLS_CLIENT_CERT", "HOKUSAI_TLS_CLIENT_KEY", "HOKUSAI_TOKEN"}
)


class SettingsError(Exception):
    """Settings that cannot be taken; the message names the setting, its source and what would be right."""


@dataclass(frozen=True, slots=True)
class EffectiveSetting:
    """One value as it is in effect, fit to be shown.

    Attributes:
        key: the setting's name in the file.
        value: the value as text, secrets masked; None where unset.
        source: `argument`, `environment NAME`, `file PATH` or `default`.
    """

    key: str
    value: str | None
    source: str


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The tree and where each of its values came from."""

    settings: Settings
    effective: tuple[EffectiveSetting, ...]

    def source_of(self, key: str) -> str:
        """Where the value of a setting came from, as `EffectiveSetting.source` says it."""
        return next(row.source for row in self.effective if row.key == key)


def list_settings() -> tuple[SettingDescription, ...]:
    """Every setting there is, in the order of the tree; what the settings reference is made from."""
    return tuple(setting.describe() for setting in settings_of(Settings))


def load_settings(
    *, arguments: Mapping[str, str], environment: Mapping[str, str], config: Path | None = None
) -> LoadedSettings:
    """Resolve every setting: argument, then environment, then file, then default.

    Args:
        arguments: setting key -> text, from the command line.
        environment: the process's variables; an empty one counts as unset.
        config: the TOML file; None takes `HOKUSAI_CONFIG`, and with neither there is no file.

    Raises:
        SettingsError: an unknown or misspelt name, a value of the wrong type, an unreadable file, or a contradiction.
    """
    settings = tuple(settings_of(Settings))
    present = {name: text for name, text in environment.items() if text}
    _refuse_unknown_variables(settings, present)
    _refuse_unknown_keys(settings, arguments, "argument")
    file_texts, file_source = _read_file(settings, config, present)

    chosen: dict[tuple[str, ...], object] = {}
    sources: dict[str, str] = {}
    for setting in settings:
        for source, text in (
            ("argument", arguments.get(setting.key)),
            (f"environment {setting.environment}", present.get(setting.environment)),
            (file_source, file_texts.get(setting.key)),
        ):
            if text is not None:
                chosen[setting.path] = _parse(setting, text, source)
                sources[setting.key] = source
                break
    tree: Settings = _build(Settings, chosen)
    for broken, message in contradictions(tree):
        if broken:
            raise SettingsError(message)
    return LoadedSettings(tree, tuple(_effective(tree, settings, sources)))


def _parse(setting: Setting, text: str, source: str) -> object:
    try:
        return setting.parse(text)
    except InvalidValueError as error:
        raise SettingsError(f"setting {setting.key} ({source}): {error}") from error


def _refuse_unknown_variables(settings: tuple[Setting, ...], environment: Mapping[str, str]) -> None:
    known = {setting.environment for setting in settings} | {CONFIG_VARIABLE} | CLIENT_VARIABLES
    for name in sorted(environment):
        if name.startswith(ENVIRONMENT_PREFIX) and name not in known:
            raise SettingsError(f"environment variable {name} is not a setting{_nearest(name, known)}")


def _refuse_unknown_keys(settings: tuple[Setting, ...], given: Mapping[str, str], source: str) -> None:
    known = {setting.key for setting in settings}
    for key in given:
        if key not in known:
            raise SettingsError(f"{key} ({source}) is not a setting{_nearest(key, known)}")


def _nearest(name: str, known: set[str]) -> str:
    matches = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {matches[0]}?" if matches else "; `hokusai config` lists them all"


def _read_file(
    settings: tuple[Setting, ...], config: Path | None, environment: Mapping[str, str]
) -> tuple[Mapping[str, str], str]:
    if config is None and CONFIG_VARIABLE in environment:
        config = parse_path(environment[CONFIG_VARIABLE])
    if config is None:
        return {}, "file"
    source = f"file {config}"
    try:
        document = tomllib.loads(config.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{source} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{source} is not TOML: {error}") from error
    texts = dict(_flatten(document, source))
    _refuse_unknown_keys(settings, texts, source)
    return texts, source


def _flatten(table: Mapping[str, Any], source: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(value, source, f"{prefix}{key}.")
        elif isinstance(value, bool | int | float | str):
            yield prefix + key, show_value(value)
        else:
            raise SettingsError(f"setting {prefix}{key} ({source}): a {type(value).__name__} is no value of a setting")


def _build(tree: type[Any], chosen: Mapping[tuple[str, ...], object], prefix: tuple[str, ...] = ()) -> Any:
    """An instance of the tree with the chosen values; every other field takes its default."""
    hints = typing.get_type_hints(tree)
    values: dict[str, object] = {}
    for field in dataclasses.fields(tree):
        path = (*prefix, field.name)
        if "declaration" not in field.metadata:
            values[field.name] = _build(hints[field.name], chosen, path)
        elif path in chosen:
            values[field.name] = chosen[path]
    return tree(**values)


def _effective(tree: Settings, settings: tuple[Setting, ...], sources: Mapping[str, str]) -> Iterator[EffectiveSetting]:
    for setting in settings:
        value: Any = tree
        for name in setting.path:
            value = getattr(value, name)
        shown = None if value is None else show_value(value)
        yield EffectiveSetting(setting.key, shown, sources.get(setting.key, "default"))
