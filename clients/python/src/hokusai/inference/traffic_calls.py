"""The calls of TrafficService: requests built and replies parsed, nothing sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hokusai.calls import WRITE_TIMEOUT, Prepared, UnaryCall
from hokusai.exceptions import InvalidArgumentError
from hokusai.inference.v1 import traffic_policy_pb2
from hokusai.inference.v1 import traffic_service_pb2 as pb
from hokusai.inference.v1.traffic_service_pb2_grpc import TrafficServiceStub
from hokusai.retrying import new_request_id
from hokusai.versions.selector import parse_selector
from hokusai.wire_values import timestamp, when

_GET = UnaryCall(lambda channel: TrafficServiceStub(channel).GetTrafficPolicy)
_SET = UnaryCall(lambda channel: TrafficServiceStub(channel).SetTrafficPolicy, WRITE_TIMEOUT)
_END = UnaryCall(lambda channel: TrafficServiceStub(channel).EndTrafficPolicy, WRITE_TIMEOUT)


@dataclass(frozen=True, slots=True)
class TrafficPolicy:
    """How requests that name no version are split over versions.

    Attributes:
        policy_id: UUID; with the subject key it decides the arm.
        weights: arm → share in percent, in steps of 0.01.
        etag: tag of this state, for compare-and-set.
        end_time: when it ends by itself; None if it stays.
        ended_time: when it ended; None while it is in force.
    """

    policy_id: str
    weights: Mapping[str, float]
    etag: str
    end_time: datetime | None
    ended_time: datetime | None

    @classmethod
    def from_proto(cls, message: traffic_policy_pb2.TrafficPolicy) -> TrafficPolicy:
        """From the contract's message."""
        return cls(
            policy_id=message.policy_id,
            weights={each.name: each.weight_basis_points / 100 for each in message.arms},
            etag=message.etag,
            end_time=when(message, "end_time"),
            ended_time=when(message, "ended_time"),
        )


def get_traffic_policy(model: str) -> Prepared[TrafficPolicy]:
    """GetTrafficPolicy."""
    return _GET.prepare(pb.GetTrafficPolicyRequest(model=model), lambda reply: TrafficPolicy.from_proto(reply.policy))


def set_traffic_policy(
    model: str,
    weights: Mapping[str, float],
    *,
    end_time: datetime | None = None,
    expected_etag: str | None = None,
    reason: str = "",
) -> Prepared[TrafficPolicy]:
    """SetTrafficPolicy. Each arm is a version as `Client.predict` takes it, and its share in percent."""
    points = {version: round(share * 100) for version, share in weights.items()}
    if sum(points.values()) != 10_000:
        raise InvalidArgumentError(f"the shares sum to {sum(weights.values()):g} %; they must sum to 100")
    policy = traffic_policy_pb2.TrafficPolicy(
        arms=[
            traffic_policy_pb2.TrafficArm(
                name=version.lstrip("@"), version=parse_selector(version), weight_basis_points=points[version]
            )
            for version in weights
        ],
        end_time=None if end_time is None else timestamp(end_time),
    )
    request = pb.SetTrafficPolicyRequest(
        model=model, policy=policy, expected_etag=expected_etag, reason=reason, request_id=new_request_id()
    )
    return _SET.prepare(request, lambda reply: TrafficPolicy.from_proto(reply.policy))


def end_traffic_policy(model: str, *, expected_etag: str | None = None, reason: str = "") -> Prepared[TrafficPolicy]:
    """EndTrafficPolicy."""
    request = pb.EndTrafficPolicyRequest(
        model=model, expected_etag=expected_etag, reason=reason, request_id=new_request_id()
    )
    return _END.prepare(request, lambda reply: TrafficPolicy.from_proto(reply.policy))
