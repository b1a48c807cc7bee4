"""What a registration takes, beside the model itself, and how it is told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from hokusai.registry.calls import VersionDraft
from hokusai.registry.metrics import Metrics
from hokusai.registry.model_logging import LoggingOptions, run_id_of
from hokusai.registry.model_version import Contributor


class RegistrationOptions(TypedDict, total=False):
    """Options of `register_baseline` and `register_improved`; all may be left out.

    Keys:
        input_example: rows as the model takes them; gives the signature and warms the model up.
        signature: an MLflow `ModelSignature`, in place of the inferred one.
        pip_requirements: what the model needs; the flavour's own libraries, as installed here, if left out.
        code_paths: files and folders that the model imports.
        predict_method: for scikit-learn: what a prediction calls, as `predict_proba`.
        version: exactly this number.
        bump: `auto` (the default), `patch`, `minor` or `major`.
        allow_breaking: accept a number that promises more compatibility than the signatures have; recorded.
        metrics: `{"accuracy": 0.9}`, or `Metric` values with direction and sample size.
        description: free text.
        tags: free key-value pairs.
        contributors: who contributed.
        aliases: to point to the version in the same transaction.
        mlflow_run_id: run that produced it; known by itself for a `runs:/` address.
        request_id: UUID that makes a repetition by the caller safe. Retries within the call are safe without it.
        progress: show a bar for the upload; None shows it on a terminal only.
    """

    input_example: Any
    signature: Any
    pip_requirements: Sequence[str] | None
    code_paths: Sequence[str] | None
    predict_method: str
    version: str | None
    bump: str | None
    allow_breaking: bool
    metrics: Metrics | None
    description: str
    tags: Mapping[str, str] | None
    contributors: Sequence[Contributor | str]
    aliases: Sequence[str]
    mlflow_run_id: str
    request_id: str | None
    progress: bool | None


@dataclass(frozen=True, slots=True)
class Registration:
    """The options, each where it belongs."""

    logging: LoggingOptions
    draft: VersionDraft
    request_id: str | None
    progress: bool | None

    @classmethod
    def of(cls, model: Any, options: RegistrationOptions) -> Registration:
        """Tell the options apart.

        Raises:
            TypeError: an option is not known.
        """
        unknown = set(options) - set(RegistrationOptions.__annotations__)
        if unknown:
            known = ", ".join(sorted(RegistrationOptions.__annotations__))
            raise TypeError(f"unknown option {min(unknown)!r}; options are {known}")
        given: dict[str, Any] = dict(options)
        request_id, progress = given.pop("request_id", None), given.pop("progress", None)
        logging = LoggingOptions(**{key: given.pop(key) for key in _LOGGING & set(given)})
        given.setdefault("mlflow_run_id", run_id_of(model))
        return cls(logging, VersionDraft(**given), request_id, progress)


_LOGGING = frozenset({"input_example", "signature", "pip_requirements", "code_paths", "predict_method"})
