"""Anything that MLflow can log, made into an MLflow model directory on this machine. MLflow is imported only here."""

from __future__ import annotations

import importlib
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hokusai.exceptions import HokusaiError, ModelNotLoggable

# First package of a class in the estimator's ancestry → MLflow flavour and the name of its model argument. The nearest
# ancestor decides: an XGBClassifier is a scikit-learn estimator too, but an xgboost model first.
_FLAVOURS: Final[Mapping[str, tuple[str, str]]] = {
    "catboost": ("catboost", "cb_model"),
    "h2o": ("h2o", "h2o_model"),
    "keras": ("keras", "model"),
    "lightgbm": ("lightgbm", "lgb_model"),
    "onnx": ("onnx", "onnx_model"),
    "paddle": ("paddle", "pd_model"),
    "prophet": ("prophet", "pr_model"),
    "pyspark": ("spark", "spark_model"),
    "sklearn": ("sklearn", "sk_model"),
    "spacy": ("spacy", "spacy_model"),
    "statsmodels": ("statsmodels", "statsmodels_model"),
    "tensorflow": ("tensorflow", "model"),
    "torch": ("pytorch", "pytorch_model"),
    "transformers": ("transformers", "transformers_model"),
    "xgboost": ("xgboost", "xgb_model"),
}
# Types of these packages may be rebuilt by skops: whoever loads the model has imported them anyway.
_TRUSTED: Final = ("sklearn.", "numpy.", "scipy.", "xgboost.", "lightgbm.", "pandas.")
# What only an MLflow can turn into the place of the files.
_KNOWN_TO_MLFLOW: Final = ("runs:/", "models:/")
_REMOTE: Final = (
    *_KNOWN_TO_MLFLOW,
    "s3://",
    "gs://",
    "wasbs://",
    "abfss://",
    "mlflow-artifacts:",
    "hdfs://",
    "dbfs:/",
)


@dataclass(frozen=True, slots=True)
class LoggingOptions:
    """How a model is made into an MLflow model.

    Attributes:
        input_example: some rows as the model takes them. Gives the signature, and is kept with the model to warm it up.
        signature: an MLflow `ModelSignature`, in place of the inferred one.
        pip_requirements: what the model needs; None pins the flavour's own libraries as they are installed here.
        code_paths: files and folders that the model imports.
        predict_method: for scikit-learn: what a prediction calls, as `predict_proba`.
    """

    input_example: Any = None
    signature: Any = None
    pip_requirements: Sequence[str] | None = None
    code_paths: Sequence[str] | None = None
    predict_method: str = "predict"


@contextmanager
def logged_model(model: Any, options: LoggingOptions) -> Iterator[Path]:
    """The directory of an MLflow model for an estimator, a callable, a path or a URI. What was made is gone afterwards.

    Raises:
        ModelNotLoggable: it is none of these, or MLflow cannot log or fetch it; the cause is chained.
    """
    if isinstance(model, Path) or (isinstance(model, str) and not model.startswith(_REMOTE)):
        yield _existing(Path(model))
        return
    with tempfile.TemporaryDirectory(prefix="hokusai-") as scratch:
        target = Path(scratch) / "model"
        if isinstance(model, str):
            yield _downloaded(model, target)
        else:
            _save(model, target, options)
            yield target


def run_id_of(model: Any) -> str:
    """The MLflow run that a `runs:/` URI names; empty for anything else."""
    if isinstance(model, str) and model.startswith("runs:/"):
        return model.removeprefix("runs:/").split("/", 1)[0]
    return ""


def flavour_of(model: Any) -> tuple[str, str] | None:
    """MLflow flavour and name of the model argument for an estimator; None where no library is known."""
    for ancestor in type(model).__mro__:
        found = _FLAVOURS.get(ancestor.__module__.partition(".")[0])
        if found is not None:
            return found
    return None


def _existing(path: Path) -> Path:
    if not path.is_dir():
        raise ModelNotLoggable(
            f"{path} is no folder of an MLflow model; give one, a runs:/, models:/ or s3:// address, or an estimator"
        )
    return path


def _downloaded(uri: str, target: Path) -> Path:
    from mlflow.artifacts import download_artifacts

    from hokusai.mlflow_auth import translated_mlflow_faults

    if uri.startswith(_KNOWN_TO_MLFLOW) and not _mlflow_is_known():
        raise ModelNotLoggable(
            f"{uri} is an address within MLflow, and nothing says where that is; set MLFLOW_TRACKING_URI, as in "
            "MLFLOW_TRACKING_URI=http://127.0.0.1:5000"
        )
    target.mkdir()
    try:
        with translated_mlflow_faults():
            return Path(download_artifacts(artifact_uri=uri, dst_path=str(target)))
    except HokusaiError as error:
        if error.reason != "MLFLOW_FAILED":
            raise
        cause: Exception = error
    except Exception as error:  # noqa: BLE001 - each store's library has exceptions of its own
        cause = error
    where = "MLFLOW_TRACKING_URI" if uri.startswith(_KNOWN_TO_MLFLOW) else "the credentials of that store"
    raise ModelNotLoggable(f"{uri} cannot be fetched: {cause}; check the address, and {where} here") from cause


def _mlflow_is_known() -> bool:
    """Whether an MLflow was named, or the working directory has the local store of one.

    Asked first, since MLflow makes an empty store where there is none.
    """
    import mlflow
    from mlflow.tracking import is_tracking_uri_set

    if is_tracking_uri_set():  # type: ignore[no-untyped-call]
        return True
    store = mlflow.get_registry_uri()  # the tracking address, unless there is another
    return not store.startswith("sqlite:///") or Path(store.removeprefix("sqlite:///")).exists()


def _save(model: Any, target: Path, options: LoggingOptions) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # MLflow's advice on type hints and integers speaks to authors of flavours
            _save_by_flavour(model, target, options)
    except HokusaiError:
        raise
    except Exception as error:
        raise ModelNotLoggable(f"{type(model).__name__} cannot be logged as an MLflow model: {error}") from error


def _save_by_flavour(model: Any, target: Path, options: LoggingOptions) -> None:
    keywords = _shared_keywords(model, options)
    flavour = flavour_of(model)
    if flavour is not None:
        name, argument = flavour
        module = importlib.import_module(f"mlflow.{name}")
        if name == "sklearn":
            keywords |= _sklearn_keywords(module, model, options, keywords)
        elif "pip_requirements" not in keywords:
            keywords["pip_requirements"] = module.get_default_pip_requirements()
        module.save_model(**{argument: model}, path=str(target), **keywords)
        return
    import mlflow.pyfunc

    if not callable(model) and not isinstance(model, mlflow.pyfunc.PythonModel):
        raise ModelNotLoggable(
            f"no MLflow flavour is known for {type(model).__module__}.{type(model).__qualname__}; give an estimator, a "
            "callable, an mlflow.pyfunc.PythonModel, a folder or an address of an MLflow model"
        )
    keywords.setdefault("pip_requirements", mlflow.pyfunc.get_default_pip_requirements())
    mlflow.pyfunc.save_model(str(target), python_model=model, **keywords)


def _shared_keywords(model: Any, options: LoggingOptions) -> dict[str, Any]:
    keywords: dict[str, Any] = {}
    if options.pip_requirements is not None:
        keywords["pip_requirements"] = list(options.pip_requirements)
    if options.code_paths is not None:
        keywords["code_paths"] = [str(each) for each in options.code_paths]
    if options.input_example is not None:
        keywords["input_example"] = options.input_example
    if options.signature is not None:
        keywords["signature"] = options.signature
    elif options.input_example is not None:
        inferred = _inferred_signature(model, options)
        if inferred is not None:
            keywords["signature"] = inferred
    return keywords


def _inferred_signature(model: Any, options: LoggingOptions) -> Any:
    """The signature of what the model answers to the example, with its outputs named. None leaves it to MLflow."""
    method = getattr(model, options.predict_method, None)
    if method is None:
        return None
    from mlflow.models import infer_signature

    return infer_signature(options.input_example, method(options.input_example))


def _sklearn_keywords(module: Any, model: Any, options: LoggingOptions, given: Mapping[str, Any]) -> dict[str, Any]:
    trusted = _skops_types(model)
    if trusted is None:
        found = {"serialization_format": module.SERIALIZATION_FORMAT_CLOUDPICKLE}
    else:
        found = {"serialization_format": module.SERIALIZATION_FORMAT_SKOPS, "skops_trusted_types": trusted}
    if "pip_requirements" not in given:
        found["pip_requirements"] = module.get_default_pip_requirements(
            include_cloudpickle=trusted is None, include_skops=trusted is not None
        )
    return found | {"pyfunc_predict_fn": options.predict_method}


def _skops_types(model: Any) -> list[str] | None:
    """Types that skops must be told to trust so that the model loads; None if skops cannot carry it."""
    try:
        import skops.io

        types = skops.io.get_untrusted_types(data=skops.io.dumps(model))
        usable = all(each.startswith(_TRUSTED) for each in types)
    except Exception:  # noqa: BLE001 - skops raises many kinds for what it cannot carry; cloudpickle carries the rest
        return None
    return list(types) if usable else None
