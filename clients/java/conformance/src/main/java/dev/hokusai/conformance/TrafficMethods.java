package dev.hokusai.conformance;

import dev.hokusai.inference.v1.EndTrafficPolicyRequest;
import dev.hokusai.inference.v1.EndTrafficPolicyResponse;
import dev.hokusai.inference.v1.GetTrafficPolicyRequest;
import dev.hokusai.inference.v1.GetTrafficPolicyResponse;
import dev.hokusai.inference.v1.GetTrafficResultsRequest;
import dev.hokusai.inference.v1.GetTrafficResultsResponse;
import dev.hokusai.inference.v1.SetTrafficPolicyRequest;
import dev.hokusai.inference.v1.SetTrafficPolicyResponse;
import dev.hokusai.inference.v1.TrafficServiceGrpc;
import dev.hokusai.inference.v1.TrafficServiceGrpc.TrafficServiceBlockingStub;
import java.util.Map;

/** The methods of TrafficService. */
final class TrafficMethods {

  private TrafficMethods() {}

  static Map<String, Rpc<?>> byPath() {
    return new Methods<>(
            TrafficServiceGrpc.SERVICE_NAME,
            TrafficServiceGrpc::newBlockingStub,
            TrafficServiceGrpc::newStub)
        .<GetTrafficPolicyRequest, GetTrafficPolicyResponse>unary(
            "GetTrafficPolicy",
            GetTrafficPolicyRequest.getDefaultInstance(),
            TrafficServiceBlockingStub::getTrafficPolicy)
        .<SetTrafficPolicyRequest, SetTrafficPolicyResponse>unary(
            "SetTrafficPolicy",
            SetTrafficPolicyRequest.getDefaultInstance(),
            TrafficServiceBlockingStub::setTrafficPolicy)
        .<EndTrafficPolicyRequest, EndTrafficPolicyResponse>unary(
            "EndTrafficPolicy",
            EndTrafficPolicyRequest.getDefaultInstance(),
            TrafficServiceBlockingStub::endTrafficPolicy)
        .<GetTrafficResultsRequest, GetTrafficResultsResponse>unary(
            "GetTrafficResults",
            GetTrafficResultsRequest.getDefaultInstance(),
            TrafficServiceBlockingStub::getTrafficResults)
        .byPath();
  }
}
