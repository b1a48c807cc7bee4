"""Loads a bundle and brings its model to serve."""

import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import mlflow.pyfunc
import mlflow.tracing
import yaml

from hokusai.inference.v1 import inference_service_pb2
from hokusai.worker.v1 import worker_pb2
from hokusai_server.adapters.runtime.worker.call_path import ESTIMATORS, CallPath
from hokusai_server.adapters.runtime.worker.faults import RequestFault, log_traceback
from hokusai_server.adapters.runtime.worker.inputs import Inputs
from hokusai_server.adapters.runtime.worker.model_inputs import ModelInputs, model_inputs
from hokusai_server.adapters.runtime.worker.model_outputs import ModelOutputs
from hokusai_server.adapters.runtime.worker.model_threads import use_one_thread
from hokusai_server.adapters.runtime.worker.params import ModelParams
from hokusai_server.adapters.runtime.worker.probes import derived, example_inputs, made_up
from hokusai_server.domain.signature import ModelSignature, parse_signature


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What to load, and how to serve it."""

    bundle: Path
    """The bundle's directory, an MLflow model."""
    allow_extra_columns: bool
    max_rows_per_call: int
    """Most rows in one call of the model; 0 means no limit."""

    @classmethod
    def from_message(cls, message: worker_pb2.Load) -> Self:
        """Read the dispatcher's order."""
        return cls(Path(message.bundle_path), message.allow_extra_columns, message.max_rows_per_call)


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model that is ready to serve."""

    inputs: ModelInputs
    params: ModelParams
    call: CallPath
    outputs: ModelOutputs
    max_rows_per_call: int
    """Most rows in one call; 0 means no limit."""

    @property
    def call_path(self) -> inference_service_pb2.CallPath.ValueType:
        """How the model is called."""
        return self.call.kind


def load(options: LoadOptions) -> LoadedModel:
    """Load a bundle, prove the fastest way to call it, and warm it up.

    Raises:
        Exception: whatever the bundle's code raises; SignatureError if the signature cannot be read.
    """
    warnings.filterwarnings("ignore", message="X does not have valid feature names")
    signature = _signature(options.bundle) or ModelSignature()
    mlflow.tracing.disable()  # a model that traces itself would open a store of its own, which takes seconds
    model = mlflow.pyfunc.load_model(str(options.bundle), suppress_warnings=True)
    if model.loader_module in ESTIMATORS:
        use_one_thread(model)
    inputs = model_inputs(signature.inputs, options.allow_extra_columns)
    loaded = LoadedModel(
        inputs=inputs,
        params=ModelParams(signature.params),
        call=CallPath(model, inputs),
        outputs=ModelOutputs(signature.outputs),
        max_rows_per_call=options.max_rows_per_call,
    )
    example = example_inputs(model.input_example, inputs)
    varied = [] if example is None else [example, *derived(example)]
    synthetic = made_up(signature.inputs, inputs)
    loaded.call.prove([*synthetic, *varied], varied or synthetic, loaded.params.defaults.values)
    if example is not None:
        _warm_up(loaded, example)
    return loaded


def _warm_up(loaded: LoadedModel, example: Inputs) -> None:
    """Call the model as requests will, so that the first of them does not pay for what happens once."""
    try:
        loaded.outputs.read(loaded.call(example, loaded.params.defaults.values), example.row_count)
    except RequestFault as fault:
        sys.stderr.write(f"warm-up: the answer to the input example cannot be returned: {fault.cause}\n")
    except Exception as error:  # noqa: BLE001 - a model that refuses its own example may serve other rows
        log_traceback("warm-up", error)


def _signature(bundle: Path) -> ModelSignature | None:
    with (bundle / "MLmodel").open(encoding="utf-8") as file:
        mlmodel: Any = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    return parse_signature(mlmodel.get("signature") if isinstance(mlmodel, dict) else None)
