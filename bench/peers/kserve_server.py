"""KServe's Python server around one scikit-learn estimator, as its documentation builds a custom model.

Run by KServe's own environment: `kserve_server.py HTTP_PORT GRPC_PORT NAME=FILE...`, the files written by joblib.
"""

from __future__ import annotations

import sys

import joblib
import kserve
from kserve import InferOutput, InferRequest, InferResponse


class EstimatorModel(kserve.Model):
    """Predicts over the one tensor of a request."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name)
        self.estimator = joblib.load(path)
        self.ready = True

    def predict(self, payload: InferRequest, headers: dict[str, str] | None = None) -> InferResponse:  # noqa: ARG002
        """One class for each row."""
        classes = self.estimator.predict(payload.inputs[0].as_numpy())
        output = InferOutput(name="predict", shape=list(classes.shape), datatype="INT64")
        output.set_data_from_numpy(classes, binary_data=True)
        return InferResponse(response_id=payload.id or "", model_name=self.name, infer_outputs=[output])


if __name__ == "__main__":
    http_port, grpc_port, *models = sys.argv[1:]
    kserve.ModelServer(
        http_port=int(http_port), grpc_port=int(grpc_port), workers=1, enable_grpc=True, access_log_format=None
    ).start([EstimatorModel(*model.split("=", 1)) for model in models])
