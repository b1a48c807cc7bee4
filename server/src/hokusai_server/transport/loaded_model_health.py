"""Health of each loaded model, as `model:NAME/VERSION`."""

from __future__ import annotations

from typing import final

from typing_extensions import override

from hokusai_server.ports.inference_observer import LoadedModel, LoadState, NobodyObserves
from hokusai_server.transport.health import Health


@final
class LoadedModelHealth(NobodyObserves):
    """SERVING while the version is ready; NOT_SERVING while it loads, restarts or leaves; unknown when it is gone."""

    def __init__(self, health: Health) -> None:
        self._health = health

    @override
    def model_changed(self, loaded: LoadedModel) -> None:
        self._health.set_serving(_name(loaded.model, loaded.number), serving=loaded.state is LoadState.READY)

    @override
    def model_unloaded(self, model: str, number: str, *, evicted: bool) -> None:
        self._health.forget(_name(model, number))


def _name(model: str, number: str) -> str:
    return f"model:{model}/{number}"
