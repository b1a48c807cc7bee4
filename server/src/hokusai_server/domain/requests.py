"""Who asks for a write, and what makes its repetition safe."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestKey:
    """Identity of a request across its repetitions.

    Attributes:
        request_id: UUID that the caller chose.
        fingerprint: SHA-256, in hexadecimal, of the RPC's name and the request's whole body.
    """

    request_id: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class WriteContext:
    """What every write knows beside its arguments.

    Attributes:
        actor: who asks: the authenticated caller, or `anonymous`.
        key: identity of the request; None if the caller sent no request id.
    """

    actor: str = "anonymous"
    key: RequestKey | None = None
