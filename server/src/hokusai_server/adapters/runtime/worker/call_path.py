"""How the model is called: its own predict on a bare matrix where that is proven equal to pyfunc, else pyfunc."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias, final

import numpy as np
import pandas as pd
from mlflow.pyfunc import PyFuncModel

from hokusai.inference.v1 import inference_service_pb2
from hokusai_server.adapters.runtime.worker.inputs import Inputs
from hokusai_server.adapters.runtime.worker.model_inputs import ModelInputs

Params: TypeAlias = Mapping[str, Any]
"""Parameters of one call by name; empty if the signature has none."""

ESTIMATORS: Final = frozenset({"mlflow.sklearn", "mlflow.lightgbm", "mlflow.xgboost"})
"""Flavours whose models compute on a matrix. Others may look at names or types, which a comparison could miss."""

_RELATIVE_TOLERANCE: Final = 1e-9
"""Matrices in another memory order are summed in another order, which moves the last bits; a wrong column moves far
more.
"""


@final
class CallPath:
    """Calls one model.

    MLflow's `PyFuncModel.predict` checks the input against the signature a second time, in pandas, which takes several
    times longer than a small model. Where a recording stand-in shows that the check hands on exactly what it was
    given, it is left out.
    """

    def __init__(self, model: PyFuncModel, inputs: ModelInputs) -> None:
        self._model = model
        self._inputs = inputs
        flavor = model.metadata.flavors["python_function"]
        implementation = model._model_impl  # noqa: SLF001 - MLflow declares it a stable interface for developers
        self._invoke = _without_checks(getattr(implementation, flavor.get("predict_fn", "predict")))
        self._may_be_native = flavor.get("loader_module") in ESTIMATORS
        self._native = False
        self._checked_twice = True

    @property
    def kind(self) -> inference_service_pb2.CallPath.ValueType:
        """How the model is called now."""
        return inference_service_pb2.CALL_PATH_NATIVE if self._native else inference_service_pb2.CALL_PATH_PYFUNC

    def __call__(self, inputs: Inputs, params: Params) -> Any:
        """Run the model's code on validated rows.

        Raises:
            Exception: whatever the model raises.
        """
        if self._native and (matrix := self._inputs.matrix(inputs)) is not None:
            return self._invoke(matrix, params)
        data = self._inputs.for_pyfunc(inputs)
        if self._checked_twice and all(column.nulls is None for column in inputs.columns):
            return self._model.predict(data, params=dict(params) or None)
        # MLflow refuses nulls in columns of whole numbers even where the signature allows them.
        return self._invoke(data, params)

    def prove(self, probes: Sequence[Inputs], realistic: Sequence[Inputs], params: Params) -> None:
        """Find the fastest way to call the model that is the same as pyfunc.

        Args:
            probes: validated rows on which MLflow's check is watched; the model does not see them. None: nothing is
                proven. realistic: validated rows on which an estimator's answers are compared with pyfunc's.
                params: the defaults of the signature.
        """
        self._checked_twice = not (probes and all(self._passes_unchanged(probe, params) for probe in probes))
        self._native = (
            self._may_be_native and bool(realistic) and all(self._same_natively(probe, params) for probe in realistic)
        )

    def _passes_unchanged(self, probe: Inputs, params: Params) -> bool:
        recorder = _Recorder()
        twin = PyFuncModel(model_meta=self._model.metadata, model_impl=recorder)
        twin.input_example = self._model.input_example
        if (self._model.metadata.metadata or {}).get("dependencies_schemas"):
            return False  # predict sets up a context that the model may ask for
        given = self._inputs.for_pyfunc(probe)
        try:
            twin.predict(given, params=dict(params) or None)
        except Exception:  # noqa: BLE001 - whatever MLflow does not like about it: leave the check to MLflow
            return False
        return _same(given, recorder.data) and (recorder.params or {}) == params

    def _same_natively(self, probe: Inputs, params: Params) -> bool:
        matrix = self._inputs.matrix(probe)
        if matrix is None:
            return False
        try:
            expected = self._model.predict(self._inputs.for_pyfunc(probe), params=dict(params) or None)
            actual = self._invoke(matrix, params)
        except Exception:  # noqa: BLE001 - an estimator that wants names, or a probe that it refuses
            return False
        return _same(expected, actual)


class _Recorder:
    """Stands in for a model to see what pyfunc hands on."""

    def __init__(self) -> None:
        self.data: Any = None
        self.params: Any = None

    def predict(self, data: Any, params: Any = None) -> None:
        self.data, self.params = data, params


def _without_checks(predict: Callable[..., Any]) -> Callable[[Any, Params], Any]:
    """The model's own predict, with parameters if it takes them, as pyfunc would call it."""
    wanted = inspect.signature(predict).parameters.get("params")
    if wanted is not None and wanted.kind is not inspect.Parameter.VAR_KEYWORD:
        return lambda data, params: predict(data, params=dict(params) or None)
    return lambda data, _params: predict(data)


def _same(expected: Any, actual: Any) -> bool:
    """Whether two tables, arrays or collections of them hold the same types and values."""
    if type(expected) is not type(actual):
        return False
    if isinstance(expected, pd.DataFrame):
        return (
            list(expected.columns) == list(actual.columns)
            and list(expected.dtypes) == list(actual.dtypes)
            and all(
                _same(expected.iloc[:, i].to_numpy(), actual.iloc[:, i].to_numpy()) for i in range(expected.shape[1])
            )
        )
    if isinstance(expected, pd.Series):
        return expected.dtype == actual.dtype and _same(expected.to_numpy(), actual.to_numpy())
    if isinstance(expected, dict):
        return expected.keys() == actual.keys() and all(_same(expected[key], actual[key]) for key in expected)
    if isinstance(expected, np.ndarray):
        return _same_arrays(expected, actual)
    return bool(expected == actual)


def _same_arrays(expected: "np.ndarray[Any, Any]", actual: "np.ndarray[Any, Any]") -> bool:
    if expected.dtype != actual.dtype or expected.shape != actual.shape:
        return False
    if expected.dtype.kind == "f":
        tolerance = _RELATIVE_TOLERANCE if expected.dtype.itemsize == 8 else 1e-5
        return bool(np.allclose(expected, actual, rtol=tolerance, atol=1e-12, equal_nan=True))
    if expected.dtype.kind == "O":
        return all(a is b or a == b or (a != a and b != b) for a, b in zip(expected.flat, actual.flat, strict=True))  # noqa: PLR0124
    return bool(np.array_equal(expected, actual, equal_nan=expected.dtype.kind == "M"))
