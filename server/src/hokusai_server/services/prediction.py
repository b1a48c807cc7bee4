"""Predicting: from a selector to the version that answers, and from there to its worker."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from hokusai_server.domain.selectors import Resolution, SelectionRule, Selector
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.signature import ModelSignature
from hokusai_server.ports.inference_observer import LoadedModel
from hokusai_server.ports.model_runtime import LoadableVersion, OpaqueRequest
from hokusai_server.services.lane_queue import Answer
from hokusai_server.services.loaded_models import LoadedModels

Resolve: TypeAlias = Callable[[str, Selector | None], Awaitable[Resolution]]
"""Picks the version of a model that a selector names, or the default one; raises ModelNotFound and its like."""

LocateBundle: TypeAlias = Callable[[str], Path]
"""The directory of the bundle with a digest."""

MOST_ROUTES: Final = 4096


@dataclass(frozen=True, slots=True)
class ServedBy:
    """Which version answers, and why that one; `arm` is empty where no traffic policy chose."""

    model: str
    number: str
    rule: SelectionRule
    arm: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request goes: the version, and what its caller is told of the choice."""

    version: LoadableVersion
    served_by: ServedBy
    signature: ModelSignature | None


class Prediction:
    """Predicts with registered versions, and says what is in memory."""

    def __init__(self, resolve: Resolve, locate_bundle: LocateBundle, loaded: LoadedModels) -> None:
        self._resolve = resolve
        self._locate_bundle = locate_bundle
        self._loaded = loaded
        self._routes: dict[tuple[str, SelectionRule], Route] = {}  # what is in one never changes

    async def route(self, model: str, selector: Selector | None) -> Route:
        """Pick the version that answers.

        Raises:
            ModelNotFound, VersionNotFound, AliasNotSet: nothing answers to the name or the selector.
        """
        resolution = await self._resolve(model, selector)
        key = (resolution.version.version_id, resolution.rule)
        route = self._routes.get(key)
        if route is None:
            if len(self._routes) >= MOST_ROUTES:
                self._routes.clear()
            route = self._routes[key] = self._new_route(resolution)
        return route

    def _new_route(self, resolution: Resolution) -> Route:
        version, number = resolution.version, str(resolution.version.number)
        bundle = self._locate_bundle(version.bundle_digest)
        served_by = ServedBy(version.model, number, resolution.rule)
        return Route(LoadableVersion(version.model, number, bundle), served_by, version.facts.signature)

    async def predict(self, model: str, selector: Selector | None, request: OpaqueRequest) -> tuple[Answer, ServedBy]:
        """Answer one request; loads the version if it is not in memory.

        Raises:
            HokusaiError: whatever `route` and `LoadedModels.predict` raise.
        """
        route = await self.route(model, selector)
        return await self._loaded.predict(route.version, request), route.served_by

    async def load(self, model: str, selector: Selector | None, *, pinned: bool) -> LoadedModel:
        """Bring a version to serve; return when it is ready. Idempotent; updates `pinned`.

        Raises:
            HokusaiError: whatever `route` and `LoadedModels.load` raise.
        """
        route = await self.route(model, selector)
        return await self._loaded.load(route.version, pinned=pinned)

    async def unload(self, model: str, number: str) -> None:
        """End a version's process after its running calls.

        Raises:
            InvalidRequest: the number is no SemVer number.
            ModelNotLoaded: the version is not in memory.
        """
        await self._loaded.unload(model, str(SemVer.parse(number)))

    def loaded_models(self) -> list[LoadedModel]:
        """What is in memory, by model and then by version precedence."""
        return sorted(self._loaded.listing(), key=lambda loaded: (loaded.model, SemVer.parse(loaded.number)))
