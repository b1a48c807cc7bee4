"""`ModelRegistry`: registering and finding models."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from typing_extensions import Unpack, override

from hokusai.client import Client
from hokusai.exceptions import ConflictingSources, InvalidArgumentError
from hokusai.registry.calls import LineageNode
from hokusai.registry.model import Model
from hokusai.registry.model_version import ModelVersion
from hokusai.registry.registration import RegistrationOptions


class ModelRegistry:
    """The models of a server. It is also the connection that the other classes of this package share.

    Makes no call until it is asked for something. Safe to use from many threads.
    """

    def __init__(self, address: str | None = None, *, client: Client | None = None) -> None:
        """Name the server.

        Args:
            address: `HOST:PORT`. Default: `HOKUSAI_ADDRESS`, else 127.0.0.1:50051.
            client: a client that is set up already, for TLS, tokens and timeouts.

        Raises:
            ConflictingSources: `address` is not the client's.
        """
        self.client = client if client is not None else Client(address)
        if client is not None and address is not None and Client(address).address != client.address:
            raise ConflictingSources(f"address={address!r} and client={client!r} name two servers; give one of them")

    def register_baseline(
        self,
        model: Any = None,
        model_type: str | None = None,
        model_name: str | None = None,
        **options: Unpack[RegistrationOptions],
    ) -> ModelVersion:
        """Register a version that improves on nothing; the model is created if there is none of this name.

        Args:
            model: an estimator of any MLflow flavour, a callable, the folder of an MLflow model, or a `runs:/`,
                `models:/` or `s3://` address.
            model_type: what kind of model it is. Without `model_name` it is the name too.
            model_name: name of the model.
            **options: see `hokusai.registry.RegistrationOptions`, `input_example`, `metrics` and `version` among them.

        Returns:
            The version as registered; `1.0.0` for the first one.

        Raises:
            HokusaiError: see `hokusai.Client.register_baseline`.
        """
        if model is None:
            raise InvalidArgumentError("model=… is missing: an estimator, a callable, a folder or an address")
        return self.client.register_baseline(
            _name(model_name, model_type), model, model_type=model_type or "", **options
        )

    def register_improved(
        self,
        model: Any = None,
        parent_version: str | None = None,
        model_name: str | None = None,
        model_type: str | None = None,
        **options: Unpack[RegistrationOptions],
    ) -> ModelVersion:
        """Register a version that improves on another; the server computes what got better.

        Args:
            model: as in `register_baseline`.
            parent_version: the version it improves on. Default: the latest.
            model_name: name of the model.
            model_type: the name, where `model_name` is not given.
            **options: as in `register_baseline`.
        """
        if model is None:
            raise InvalidArgumentError("model=… is missing: an estimator, a callable, a folder or an address")
        name = _name(model_name, model_type)
        parent = parent_version or self.client.get_latest_version(name).version
        return self.client.register_improved(name, model, parent_version=parent, **options)

    def get_model(self, model_name: str) -> Model:
        """One model.

        Raises:
            ModelNotFound: there is none of this name.
        """
        return self.client.get_model(model_name)

    def list_models(self) -> list[Model]:
        """Every active model, by name."""
        return list(self.client.list_models())

    def get_lineage(self, model_name: str, version: str) -> list[LineageNode]:
        """Where a version came from and what came of it."""
        return list(self.client.get_lineage(model_name, version))

    def close(self) -> None:
        """Close the connection."""
        self.client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @override
    def __repr__(self) -> str:
        return f"ModelRegistry({self.client.address!r})"


def _name(model_name: str | None, model_type: str | None) -> str:
    name = model_name or model_type
    if not name:
        raise InvalidArgumentError("name the model: model_name='lead_scoring', or model_type='lead_scoring'")
    return name
