"""The inference service alone on a real socket, over bundles on disk instead of registered versions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import grpc
import yaml

from hokusai.inference.v1 import inference_service_pb2_grpc
from hokusai_server.bootstrap.assembly import Assembly
from hokusai_server.bootstrap.data_plane import FrontParts, NativeFront, data_plane_program, native_front, new_link
from hokusai_server.bootstrap.inference import add_inference
from hokusai_server.domain.errors import ModelNotFound, VersionNotFound
from hokusai_server.domain.mode import Mode
from hokusai_server.domain.selectors import Exact, Resolution, SelectionRule, Selector
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.signature import parse_signature
from hokusai_server.domain.versions import MirrorState, ModelVersion, VersionFacts, VersionState
from hokusai_server.settings import load_settings
from hokusai_server.telemetry.metrics import CallMetrics, Metrics
from hokusai_server.transport.grpc_server import Interception, bind, build_grpc_server
from hokusai_server.transport.health import Health
from hokusai_server.transport.interceptors.admission import Admission
from hokusai_server.transport.interceptors.authentication import OpenDoor
from tests.support.planes import plane_settings

Bundles = Mapping[str, Mapping[str, Path]]
"""Directories of bundles, by model and then by version number."""


@dataclass(frozen=True, slots=True)
class InferenceUnderTest:
    """The service, and what a test looks at beside it.

    Attributes:
        target: address of its socket.
        stub: of the public service, on a channel of its own.
        end_streams: ends them as a drain does.
        health: of the loaded models.
        metrics: of the server.
        data_dir: where it keeps its logs.
        resolved: each question which version a selector means, as model and exact number ("" for the default).
    """

    target: str
    stub: inference_service_pb2_grpc.InferenceServiceAsyncStub
    end_streams: Callable[[], None]
    health: Health
    metrics: Metrics
    data_dir: Path
    resolved: Sequence[tuple[str, str]] = ()


@asynccontextmanager
async def inference_serving(folder: Path, bundles: Bundles, **settings: str) -> AsyncIterator[InferenceUnderTest]:
    """Serve predictions of the bundles; the default version of a model is its highest.

    Args:
        folder: for data and logs, usually the test's `tmp_path`.
        settings: keys of settings with `__` for the dot, e.g. `inference__queue="2"`.
    """
    given = {key.replace("__", "."): value for key, value in settings.items()}
    arguments = {"listen": "127.0.0.1:0", "data_dir": str(folder), **plane_settings(), **given}
    loaded = load_settings(arguments=arguments, environment={})
    program = await data_plane_program(loaded.settings)
    async with AsyncExitStack() as stack:
        assembly = Assembly(loaded.settings, Mode.EMBEDDED, folder, stack, Health(), Metrics())
        assembly.link = None if program is None else new_link(loaded.settings)
        catalogue = _BundleCatalogue(_versions(bundles))
        streams = await add_inference(assembly, catalogue.resolve, Path)
        interception = Interception(observers=(), authenticator=OpenDoor(), admission=Admission(1000))
        server = build_grpc_server(
            assembly.services,
            health=assembly.health,
            interception=interception,
            max_message_bytes=loaded.settings.limits.message_bytes,
            offer_reflection=False,
        )
        end_streams = streams.end
        if program is None:
            target = f"127.0.0.1:{bind(server, '127.0.0.1:0', None)}"
            await server.start()
        else:
            parts = FrontParts(program, CallMetrics(assembly.metrics), None)
            front = await stack.enter_async_context(native_front(assembly, server, parts))
            target, end_streams = str(front.address), partial(_drain_now, front, stack)
        stack.push_async_callback(server.stop, None)
        channel = await stack.enter_async_context(grpc.aio.insecure_channel(target))
        stub = inference_service_pb2_grpc.InferenceServiceStub(channel)
        yield InferenceUnderTest(
            target, stub, end_streams, assembly.health, assembly.metrics, folder, catalogue.resolved
        )


def _drain_now(front: NativeFront, stack: AsyncExitStack) -> None:
    """Begin to drain without a time of grace; the stack waits for the end."""
    ending = asyncio.create_task(front.drain(timedelta(0)))
    stack.push_async_callback(asyncio.wait, [ending])


@dataclass(frozen=True, slots=True)
class _BundleCatalogue:
    versions: Mapping[str, Mapping[SemVer, ModelVersion]]
    resolved: list[tuple[str, str]] = field(default_factory=list)

    async def resolve(self, model: str, selector: Selector | None) -> Resolution:
        """An exact version, or the highest; the digest of its bundle is the bundle's path."""
        self.resolved.append((model, str(selector.number) if isinstance(selector, Exact) else ""))
        if model not in self.versions:
            raise ModelNotFound(model)
        versions = self.versions[model]
        if not isinstance(selector, Exact):
            return Resolution(versions[max(versions)], SelectionRule.DEFAULT_LATEST)
        if selector.number not in versions:
            raise VersionNotFound(model, str(selector.number))
        return Resolution(versions[selector.number], SelectionRule.EXACT)


def _versions(bundles: Bundles) -> dict[str, dict[SemVer, ModelVersion]]:
    return {
        model: {
            SemVer.parse(number): _version(model, SemVer.parse(number), bundle) for number, bundle in numbers.items()
        }
        for model, numbers in bundles.items()
    }


def _version(model: str, number: SemVer, bundle: Path) -> ModelVersion:
    description = yaml.safe_load((bundle / "MLmodel").read_text())
    return ModelVersion(
        version_id=f"{model}-{number}",
        model=model,
        number=number,
        state=VersionState.READY,
        bundle_digest=str(bundle),
        bundle_size=0,
        parent=None,
        mirror=MirrorState(model, None),
        actor="test",
        create_time=datetime.now(UTC),
        tags={},
        facts=VersionFacts(signature=parse_signature(description.get("signature"))),
    )
