"""What access keys cost: `python -m bench.access_keys [--rounds N] [--seconds S] [--revocations N]`.

Drives the native plane with and without keys in turns, and measures how long each plane still lets a revoked key in.
"""

from __future__ import annotations

import argparse
import dataclasses
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import grpc

import hokusai
from bench.measuring.data_planes import data_plane_of
from bench.measuring.environments import built_planes
from bench.measuring.load import Endpoint, Load, drive, grpc_endpoint, require_h2load
from bench.measuring.models import BenchModel, small
from bench.measuring.processes import processor_seconds
from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import Spread, ratio, round_robin
from bench.measuring.sides import PREDICT, Side, hokusai_server, hokusai_side, predict_request
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai_server.adapters.keys_document import format_key
from hokusai_server.domain.access import AccessKey, Action, token_digest

CALLERS = 64


@dataclasses.dataclass(frozen=True, slots=True)
class Turn:
    """One measurement: what callers saw, and the data plane's processor time a call, in µs."""

    load: Load
    cost: float


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--revocations", type=int, default=20)
    arguments = parser.parse_args()
    require_h2load()
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch:
        model = small(Path(scratch))
        rows = costs(model, Path(scratch), arguments.rounds, arguments.seconds)
        for plane in built_planes():
            rows.append(revocations(model, Path(scratch) / f"revoking-{plane}", plane, arguments.revocations))
    method = (
        f"Native plane, {CALLERS} callers, {arguments.rounds} turns of {arguments.seconds} s each; every call shows a "
        "key that is bound to a pattern of models. A revocation is timed from the rename of the file to the first "
        "prediction that is refused, with one caller; each begins right after the file was looked at."
    )
    save(Part("access_keys", "Access keys", method, rows))


def key(name: str, token: str, *models: str) -> str:
    """A table of the file of keys."""
    return format_key(AccessKey(name, token_digest(token), frozenset(Action), models or None))


def write_keys(file: Path, *tables: str) -> None:
    """Put a whole file in the place of the one before."""
    unfinished = file.with_suffix(".new")
    unfinished.write_text("\n".join(tables))
    unfinished.replace(file)


def costs(model: BenchModel, folder: Path, rounds: int, seconds: int) -> list[Row]:
    """Calls with a key beside calls without any."""
    token = secrets.token_urlsafe()
    with ExitStack() as stack:
        without = stack.enter_context(hokusai_side([model], folder / "open", "--data-plane", "native"))
        guarded = stack.enter_context(keyed_side(model, folder / "keyed", "native", token, key("ci", token, "s*")))
        sides = {
            "without keys": (without, without.endpoints[model.name]),
            "with a key": (guarded, guarded.endpoints[model.name]),
        }
        measures = {name: partial(turn, side, endpoint, seconds) for name, (side, endpoint) in sides.items()}
        figures = round_robin(measures, rounds)
    rates = {name: [each.load.rate for each in turns] for name, turns in figures.items()}
    over = ratio(rates["with a key"], rates["without keys"])
    rows = []
    for name, turns in figures.items():
        cells: dict[str, float | str] = {
            "calls/s": Spread.of(rates[name]).median,
            "p99 ms": Spread.of([each.load.p99_ms for each in turns]).median,
            "data plane, µs a call": Spread.of([each.cost for each in turns]).median,
            "failed": sum(each.load.failed for each in turns),
        }
        if name == "with a key":
            cells["over without"] = f"{over.median:.2f} ({over.least:.2f}–{over.greatest:.2f})"
        rows.append(Row(f"one row a call, {name}", cells))
    return rows


def turn(side: Side, endpoint: Endpoint, seconds: int) -> Turn:
    """Drive one side for a while."""
    plane = [data_plane_of(side)]
    before = processor_seconds(plane)
    load = drive(endpoint, CALLERS, seconds)
    return Turn(load, (processor_seconds(plane) - before) / (load.rate * seconds) * 1e6)


@contextmanager
def keyed_side(model: BenchModel, folder: Path, plane: str, token: str, *tables: str) -> Iterator[Side]:
    """A server that has the model and asks for keys, checked to answer its holder and nobody else."""
    with hokusai_side([model], folder, "--data-plane", plane):
        pass  # registers it before there are keys
    file = folder / "keys.toml"
    write_keys(file, *tables)
    with hokusai_server(folder, "--data-plane", plane, "--set", f"auth.keys_file={file}") as (process, address):
        with hokusai.Client(address, token=token) as client:
            client.load_model(model.name)
        if refused(address, model, token) or not refused(address, model, ""):
            raise RuntimeError("the server does not tell holders of keys from others")
        message = predict_request(model).SerializeToString()
        endpoint = grpc_endpoint(address, PREDICT, message, folder)
        headers = (*endpoint.headers, f"authorization: Bearer {token}")
        yield Side({model.name: dataclasses.replace(endpoint, headers=headers)}, process, address)


def refused(address: str, model: BenchModel, token: str) -> bool:
    """Whether a prediction is refused to the holder of a token."""
    with grpc.insecure_channel(address) as channel:
        return asking(channel, model, token)()


def asking(channel: grpc.Channel, model: BenchModel, token: str) -> Callable[[], bool]:
    """Tells each time whether a prediction is refused."""
    stub, message = InferenceServiceStub(channel), predict_request(model)
    shown = (("authorization", f"Bearer {token}"),) if token else ()

    def ask() -> bool:
        try:
            stub.Predict(message, timeout=30, metadata=shown)
        except grpc.RpcError as error:
            if error.code() is not grpc.StatusCode.UNAUTHENTICATED:
                raise
            return True
        return False

    return ask


def revocations(model: BenchModel, folder: Path, plane: str, times: int) -> Row:
    """How long a revoked key is still let in."""
    token = secrets.token_urlsafe()
    kept, going = key("kept", secrets.token_urlsafe()), key("going", token)
    waits = []
    with (
        keyed_side(model, folder, plane, token, kept, going) as side,
        grpc.insecure_channel(side.address) as channel,
    ):
        ask = asking(channel, model, token)
        for _ in range(times):
            write_keys(folder / "keys.toml", kept)
            began = time.perf_counter()
            until(ask, wanted=True)
            waits.append((time.perf_counter() - began) * 1000)
            write_keys(folder / "keys.toml", kept, going)
            until(ask, wanted=False)
    spread = Spread.of(waits)
    cells: dict[str, float | str] = {"median ms": spread.median, "worst ms": spread.greatest}
    return Row(f"a revoked key is refused after, {plane} plane", cells, "1,000 ms", spread.greatest < 1000)


def until(ask: Callable[[], bool], *, wanted: bool) -> None:
    """Ask until the answer is this one.

    Raises:
        RuntimeError: it is not within a minute.
    """
    end = time.perf_counter() + 60
    while ask() is not wanted:
        if time.perf_counter() > end:
            raise RuntimeError("the file of keys is not heeded")


if __name__ == "__main__":
    main()
