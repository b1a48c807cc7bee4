"""`ModelTrafficRouter`: which share of the traffic goes to which version."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from typing_extensions import override

from hokusai.inference.traffic_calls import TrafficPolicy
from hokusai.registry.model_registry import ModelRegistry


class ModelTrafficRouter:
    """The traffic policies of the models of one registry. The server does the routing, the same on every replica.

    A server that does not build traffic policies yet answers each call with `NotImplementedYet`.
    """

    def __init__(self, registry: ModelRegistry | None = None) -> None:
        """Share the registry's connection; without one, that of its pipeline, else the default server."""
        self._registry = registry

    @cached_property
    def registry(self) -> ModelRegistry:
        """The registry whose connection is used; made with the first call if none was given."""
        return self._registry if self._registry is not None else ModelRegistry()

    def route(self, model_name: str, weights: Mapping[str, float], *, reason: str = "") -> TrafficPolicy:
        """Split the requests that name no version: version → share in percent, 100 in all.

        A version is `1.2.3`, `latest`, `@production` or a range.

        Raises:
            NotImplementedYet: the server does not build traffic policies yet.
            EtagMismatch: somebody changed the policy meanwhile.
        """
        return self.registry.client.set_traffic_policy(model_name, weights, reason=reason)

    def get_policy(self, model_name: str) -> TrafficPolicy:
        """The policy in force.

        Raises:
            NotImplementedYet: the server does not build traffic policies yet.
        """
        return self.registry.client.get_traffic_policy(model_name)

    def end(self, model_name: str, *, reason: str = "") -> TrafficPolicy:
        """End the policy; its results stay readable.

        Raises:
            NotImplementedYet: the server does not build traffic policies yet.
        """
        return self.registry.client.end_traffic_policy(model_name, reason=reason)

    def adopt(self, registry: ModelRegistry) -> ModelRegistry:
        """Take this registry's connection if none was given; returns the one in use."""
        if self._registry is None and "registry" not in self.__dict__:
            self._registry = registry
        return self.registry

    @override
    def __repr__(self) -> str:
        return f"ModelTrafficRouter({self._registry!r})"
