"""Keeps estimators from starting threads of their own."""

from typing import Any

from mlflow.pyfunc import PyFuncModel

from hokusai_server.adapters.runtime.worker.faults import log_traceback


def use_one_thread(model: PyFuncModel) -> None:
    """Have an estimator predict in the calling thread, whatever it was trained with.

    A call for a few rows takes longer to be spread over threads than to be done, and workers share the machine's
    cores. Answers do not depend on it. Models that do not follow scikit-learn's or XGBoost's conventions keep their
    ways.
    """
    try:
        estimator: Any = model.get_raw_model()  # type: ignore[no-untyped-call]
        if hasattr(estimator, "get_params") and hasattr(estimator, "set_params"):
            names = [name for name in estimator.get_params(deep=True) if name == "n_jobs" or name.endswith("__n_jobs")]
            estimator.set_params(**dict.fromkeys(names, 1))
        elif hasattr(estimator, "set_param"):
            estimator.set_param({"nthread": 1})
    except Exception as error:  # noqa: BLE001 - an estimator with ideas of its own is served as it is
        log_traceback("choosing threads", error)
