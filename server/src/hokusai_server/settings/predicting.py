"""Settings of calls and predictions: how much of each is taken, and how long it may last."""

# ruff: noqa: RUF009 - `setting(...)` is a `dataclasses.field`, and its defaults are immutable
from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from hokusai_server.settings.declaration import setting
from hokusai_server.settings.values import ByteSize


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """Bounds that keep one caller from taking the server from the others."""

    message_bytes: ByteSize = setting(
        ByteSize(16 * 2**20), "Largest gRPC message taken or sent.", minimum=ByteSize(64 * 2**10)
    )
    in_flight: int = setting(
        1024, "RPCs running at once; the next is refused with RESOURCE_EXHAUSTED and a retry delay.", minimum=1
    )
    connections: int = setting(
        8192, "Connections of the gRPC port open at once; more wait. Only the native data plane heeds it.", minimum=1
    )
    handshake: timedelta = setting(
        timedelta(seconds=10),
        "How long a new connection may take to speak HTTP/2, TLS included. Only the native data plane heeds it.",
        minimum=timedelta(milliseconds=100),
    )
    payload_memory: ByteSize = setting(
        ByteSize(512 * 2**20),
        "Payload bytes of predictions in memory, requests and untaken replies of all callers together; beyond it calls "
        "are refused with OVERLOADED, and streams are read more slowly. Only the native data plane heeds it.",
        minimum=ByteSize(16 * 2**20),
    )
    transfer_time: timedelta = setting(
        timedelta(seconds=60),
        "How long the message of a unary prediction may take to arrive, and how long its caller may take nothing of "
        "the reply before its connection is ended. Only the native data plane heeds it.",
        minimum=timedelta(milliseconds=100),
    )
    keepalive_interval: timedelta = setting(
        timedelta(seconds=30),
        "Time between pings of a connection of the gRPC port, idle or not.",
        minimum=timedelta(milliseconds=100),
    )
    keepalive_timeout: timedelta = setting(
        timedelta(seconds=20),
        "How long a client may leave a ping unanswered before its connection is ended.",
        minimum=timedelta(milliseconds=100),
    )


@dataclass(frozen=True, slots=True)
class InferenceSettings:
    """Loaded models, their worker processes, and prediction streams."""

    memory: ByteSize | None = setting(
        None,
        "Private memory of all workers together. A version that does not fit evicts what was unused for longest. "
        "Unset: half of this machine's memory.",
        minimum=ByteSize(64 * 2**20),
    )
    worker_memory: ByteSize | None = setting(
        None,
        "Private memory at which a worker is replaced by a fresh one after its running batch. Unset: the whole budget.",
        minimum=ByteSize(64 * 2**20),
    )
    real_time: bool = setting(
        False,
        "Run loaded workers and the native data plane before everything else on the machine (real-time scheduling), so "
        "that registrations and other work hold up no prediction. A model that computes for long then holds up the "
        "rest of the machine. Needs CAP_SYS_NICE, or a limit of real-time priorities (RLIMIT_RTPRIO) of 2 at least.",
    )
    workers_per_version: int = setting(
        1,
        "Worker processes of each loaded version. One runs a micro-batch at a time: with more, a model that takes long "
        "or holds the interpreter's lock uses as many cores, and one that dies leaves the others serving. Each takes "
        "the model's private memory anew; a version serves with the first, and gets a further one only while it fits "
        "into inference.memory beside all that is loaded.",
        minimum=1,
        maximum=64,
    )
    worker_threads: int = setting(1, "Threads that OpenMP and BLAS use in a worker.", minimum=1)
    concurrent_loads: int = setting(2, "Workers that load at the same time; more wait their turn.", minimum=1)
    load_time: timedelta = setting(
        timedelta(seconds=120), "How long loading a version may take.", minimum=timedelta(seconds=1)
    )
    batch_time: timedelta = setting(
        timedelta(seconds=60),
        "How long a model may take for one micro-batch; then its worker is ended and its callers get WORKER_HUNG. "
        "Several requests share one only as far as that takes a quarter of this time at the pace of late.",
        minimum=timedelta(milliseconds=10),
    )
    queue: int = setting(
        1024,
        "Requests that may wait for one version; the next is refused with QUEUE_FULL and a retry delay.",
        minimum=1,
    )
    batch_requests: int = setting(256, "Most requests in a micro-batch.", minimum=1)
    batch_bytes: ByteSize = setting(
        ByteSize(4 * 2**20), "Most payload bytes in a micro-batch of several requests.", minimum=ByteSize(1)
    )
    batch_rows: int = setting(
        8192,
        "Most rows in one call of a model; a larger request is cut, and between its parts small ones are answered. "
        "A model whose signature fixes the number of rows is called with all rows of a request.",
        minimum=1,
    )
    extra_columns: bool = setting(
        False, "Ignore columns that a version's signature does not name, instead of refusing the request."
    )
    streams: int = setting(
        256, "Open prediction streams; the next is refused with TOO_MANY_STREAMS and a retry delay.", minimum=1
    )
    stream_window: int = setting(
        32, "Unanswered batches of a prediction stream whose client asks for no window of its own.", minimum=1
    )
    longest_stream_window: int = setting(64, "Most unanswered batches that a client gets granted.", minimum=1)
