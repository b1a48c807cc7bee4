"""Faults of models, versions and aliases."""

from __future__ import annotations

from collections.abc import Sequence

from hokusai_server.domain.errors.hokusai_error import FieldViolation, HokusaiError


class ModelNotFound(HokusaiError):
    """No model of this name is registered."""

    reason = "MODEL_NOT_FOUND"

    def __init__(self, model: str, *, setting: str | None = None) -> None:
        """`setting`: the one by which an administrator may have unregistered models accepted, where there is one."""
        super().__init__(
            f"model {model!r} is not registered; "
            "register its first version with RegisterBaseline, or list the models with "
            f"ListModels{_or_setting(setting)}",
            model=model,
            setting=setting,
        )


class ModelAlreadyExists(HokusaiError):
    """The name is taken; the existing model is unchanged."""

    reason = "MODEL_ALREADY_EXISTS"

    def __init__(self, model: str) -> None:
        super().__init__(f"model {model!r} exists; read it with GetModel or choose another name", model=model)


class ModelArchived(HokusaiError):
    """An archived model takes no new versions and no alias moves."""

    reason = "MODEL_ARCHIVED"

    def __init__(self, model: str) -> None:
        super().__init__(f"model {model!r} is archived; open it again with RestoreModel first", model=model)


class EtagMismatch(HokusaiError):
    """Somebody changed the resource since it was read; nothing was changed."""

    reason = "ETAG_MISMATCH"

    def __init__(self, resource: str, expected: str, actual: str) -> None:
        super().__init__(
            f"{resource} has etag {actual!r}, not {expected!r}; read it again and repeat the change",
            resource=resource,
            expected=expected,
            actual=actual,
        )


class VersionNotFound(HokusaiError):
    """The model has no version that the selector names."""

    reason = "VERSION_NOT_FOUND"

    def __init__(self, model: str, selector: str, *, setting: str | None = None) -> None:
        """`setting`: the one by which an administrator may have unregistered versions accepted, where there is one."""
        super().__init__(
            f"model {model!r} has no version {selector}; list its versions with ListVersions{_or_setting(setting)}",
            model=model,
            selector=selector,
            setting=setting,
        )


class VersionAlreadyExists(HokusaiError):
    """The number is taken or was taken by a deleted version; numbers are never reused."""

    reason = "VERSION_ALREADY_EXISTS"

    def __init__(self, model: str, version: str) -> None:
        super().__init__(
            f"version {version} of {model!r} exists or was deleted, and numbers are never reused; "
            "leave the number out to get the next one",
            model=model,
            version=version,
        )


class VersionUnderstatesChange(HokusaiError):
    """The number promises more compatibility than the signatures have; nothing was registered."""

    reason = "VERSION_UNDERSTATES_CHANGE"

    def __init__(self, model: str, proposed: str, least: str, changes: Sequence[FieldViolation]) -> None:
        shown = "; ".join(f"{change.field}: {change.description}" for change in changes[:5])
        super().__init__(
            f"{proposed} understates what changed in {model!r} ({shown}); the least honest number is {least}; "
            "use bump AUTO, that number, or allow_breaking",
            violations=changes,
            model=model,
            proposed=proposed,
            least=least,
        )


class VersionInUse(HokusaiError):
    """An alias or a traffic policy points to the version."""

    reason = "VERSION_IN_USE"

    def __init__(self, model: str, version: str, used_by: str) -> None:
        super().__init__(
            f"version {version} of {model!r} is used by {used_by}; move that to another version first",
            model=model,
            version=version,
            used_by=used_by,
        )


class VersionDeprecated(HokusaiError):
    """A deprecated version cannot be promoted."""

    reason = "VERSION_DEPRECATED"

    def __init__(self, model: str, version: str) -> None:
        super().__init__(
            f"version {version} of {model!r} is deprecated; choose another version", model=model, version=version
        )


class VersionDeleted(HokusaiError):
    """A deleted version is a tombstone: it predicts nothing and cannot be promoted, improved on or downloaded."""

    reason = "VERSION_DELETED"

    def __init__(self, model: str, version: str) -> None:
        super().__init__(
            f"version {version} of {model!r} is deleted; choose another version", model=model, version=version
        )


class SignatureRequired(HokusaiError):
    """The server's policy asks for a signature and the bundle has none."""

    reason = "SIGNATURE_REQUIRED"

    def __init__(self, model: str) -> None:
        super().__init__(
            f"the bundle for {model!r} has no signature and this server requires one; "
            "log the model with an input example or a signature",
            model=model,
        )


class AliasNotSet(HokusaiError):
    """The alias points nowhere."""

    reason = "ALIAS_NOT_SET"

    def __init__(self, model: str, alias: str) -> None:
        super().__init__(
            f"alias @{alias} of {model!r} is not set; set it with PromoteVersion or name a version",
            model=model,
            alias=alias,
        )


class AliasMoved(HokusaiError):
    """Compare-and-set lost: the alias does not point where the caller expected; nothing was moved."""

    reason = "ALIAS_MOVED"

    def __init__(self, model: str, alias: str, expected: str, actual: str) -> None:
        super().__init__(
            f"alias @{alias} of {model!r} points to {actual}, not to {expected}; read it again and decide anew",
            model=model,
            alias=alias,
            expected=expected,
            actual=actual,
        )


class RollbackTargetInvalid(HokusaiError):
    """The alias never pointed to the wanted version, or has no earlier one."""

    reason = "ROLLBACK_TARGET_INVALID"

    def __init__(self, model: str, alias: str, target: str) -> None:
        super().__init__(
            f"alias @{alias} of {model!r} cannot roll back to {target}: it never pointed there or that version is "
            "gone; "
            "see ListHistory, or use PromoteVersion",
            model=model,
            alias=alias,
            target=target,
        )


def _or_setting(setting: str | None) -> str:
    return f", or set {setting} on the server" if setting else ""
