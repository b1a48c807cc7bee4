package dev.hokusai.inference.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Splits the traffic of a model over its versions and tells how each share did.
 * Assignment is deterministic in (policy id, subject key). A subject keeps its arm while its arm's share does not shrink
 * below it. A request without a subject key gets a random arm, and the reply says so. A caller that pins a version
 * bypasses the policy. One stream, one arm.
 * In this release every RPC of this service answers UNIMPLEMENTED (NOT_IMPLEMENTED_YET).
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class TrafficServiceGrpc {

  private TrafficServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "hokusai.inference.v1.TrafficService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.hokusai.inference.v1.GetTrafficPolicyRequest,
      dev.hokusai.inference.v1.GetTrafficPolicyResponse> getGetTrafficPolicyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetTrafficPolicy",
      requestType = dev.hokusai.inference.v1.GetTrafficPolicyRequest.class,
      responseType = dev.hokusai.inference.v1.GetTrafficPolicyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.inference.v1.GetTrafficPolicyRequest,
      dev.hokusai.inference.v1.GetTrafficPolicyResponse> getGetTrafficPolicyMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.inference.v1.GetTrafficPolicyRequest, dev.hokusai.inference.v1.GetTrafficPolicyResponse> getGetTrafficPolicyMethod;
    if ((getGetTrafficPolicyMethod = TrafficServiceGrpc.getGetTrafficPolicyMethod) == null) {
      synchronized (TrafficServiceGrpc.class) {
        if ((getGetTrafficPolicyMethod = TrafficServiceGrpc.getGetTrafficPolicyMethod) == null) {
          TrafficServiceGrpc.getGetTrafficPolicyMethod = getGetTrafficPolicyMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.inference.v1.GetTrafficPolicyRequest, dev.hokusai.inference.v1.GetTrafficPolicyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetTrafficPolicy"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.GetTrafficPolicyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.GetTrafficPolicyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrafficServiceMethodDescriptorSupplier("GetTrafficPolicy"))
              .build();
        }
      }
    }
    return getGetTrafficPolicyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.inference.v1.SetTrafficPolicyRequest,
      dev.hokusai.inference.v1.SetTrafficPolicyResponse> getSetTrafficPolicyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SetTrafficPolicy",
      requestType = dev.hokusai.inference.v1.SetTrafficPolicyRequest.class,
      responseType = dev.hokusai.inference.v1.SetTrafficPolicyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.inference.v1.SetTrafficPolicyRequest,
      dev.hokusai.inference.v1.SetTrafficPolicyResponse> getSetTrafficPolicyMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.inference.v1.SetTrafficPolicyRequest, dev.hokusai.inference.v1.SetTrafficPolicyResponse> getSetTrafficPolicyMethod;
    if ((getSetTrafficPolicyMethod = TrafficServiceGrpc.getSetTrafficPolicyMethod) == null) {
      synchronized (TrafficServiceGrpc.class) {
        if ((getSetTrafficPolicyMethod = TrafficServiceGrpc.getSetTrafficPolicyMethod) == null) {
          TrafficServiceGrpc.getSetTrafficPolicyMethod = getSetTrafficPolicyMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.inference.v1.SetTrafficPolicyRequest, dev.hokusai.inference.v1.SetTrafficPolicyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SetTrafficPolicy"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.SetTrafficPolicyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.SetTrafficPolicyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrafficServiceMethodDescriptorSupplier("SetTrafficPolicy"))
              .build();
        }
      }
    }
    return getSetTrafficPolicyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.inference.v1.EndTrafficPolicyRequest,
      dev.hokusai.inference.v1.EndTrafficPolicyResponse> getEndTrafficPolicyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "EndTrafficPolicy",
      requestType = dev.hokusai.inference.v1.EndTrafficPolicyRequest.class,
      responseType = dev.hokusai.inference.v1.EndTrafficPolicyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.inference.v1.EndTrafficPolicyRequest,
      dev.hokusai.inference.v1.EndTrafficPolicyResponse> getEndTrafficPolicyMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.inference.v1.EndTrafficPolicyRequest, dev.hokusai.inference.v1.EndTrafficPolicyResponse> getEndTrafficPolicyMethod;
    if ((getEndTrafficPolicyMethod = TrafficServiceGrpc.getEndTrafficPolicyMethod) == null) {
      synchronized (TrafficServiceGrpc.class) {
        if ((getEndTrafficPolicyMethod = TrafficServiceGrpc.getEndTrafficPolicyMethod) == null) {
          TrafficServiceGrpc.getEndTrafficPolicyMethod = getEndTrafficPolicyMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.inference.v1.EndTrafficPolicyRequest, dev.hokusai.inference.v1.EndTrafficPolicyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "EndTrafficPolicy"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.EndTrafficPolicyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.EndTrafficPolicyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrafficServiceMethodDescriptorSupplier("EndTrafficPolicy"))
              .build();
        }
      }
    }
    return getEndTrafficPolicyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.inference.v1.GetTrafficResultsRequest,
      dev.hokusai.inference.v1.GetTrafficResultsResponse> getGetTrafficResultsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetTrafficResults",
      requestType = dev.hokusai.inference.v1.GetTrafficResultsRequest.class,
      responseType = dev.hokusai.inference.v1.GetTrafficResultsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.inference.v1.GetTrafficResultsRequest,
      dev.hokusai.inference.v1.GetTrafficResultsResponse> getGetTrafficResultsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.inference.v1.GetTrafficResultsRequest, dev.hokusai.inference.v1.GetTrafficResultsResponse> getGetTrafficResultsMethod;
    if ((getGetTrafficResultsMethod = TrafficServiceGrpc.getGetTrafficResultsMethod) == null) {
      synchronized (TrafficServiceGrpc.class) {
        if ((getGetTrafficResultsMethod = TrafficServiceGrpc.getGetTrafficResultsMethod) == null) {
          TrafficServiceGrpc.getGetTrafficResultsMethod = getGetTrafficResultsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.inference.v1.GetTrafficResultsRequest, dev.hokusai.inference.v1.GetTrafficResultsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetTrafficResults"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.GetTrafficResultsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.GetTrafficResultsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrafficServiceMethodDescriptorSupplier("GetTrafficResults"))
              .build();
        }
      }
    }
    return getGetTrafficResultsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static TrafficServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TrafficServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TrafficServiceStub>() {
        @java.lang.Override
        public TrafficServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TrafficServiceStub(channel, callOptions);
        }
      };
    return TrafficServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static TrafficServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TrafficServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TrafficServiceBlockingV2Stub>() {
        @java.lang.Override
        public TrafficServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TrafficServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return TrafficServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static TrafficServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TrafficServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TrafficServiceBlockingStub>() {
        @java.lang.Override
        public TrafficServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TrafficServiceBlockingStub(channel, callOptions);
        }
      };
    return TrafficServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static TrafficServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TrafficServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TrafficServiceFutureStub>() {
        @java.lang.Override
        public TrafficServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TrafficServiceFutureStub(channel, callOptions);
        }
      };
    return TrafficServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Splits the traffic of a model over its versions and tells how each share did.
   * Assignment is deterministic in (policy id, subject key). A subject keeps its arm while its arm's share does not shrink
   * below it. A request without a subject key gets a random arm, and the reply says so. A caller that pins a version
   * bypasses the policy. One stream, one arm.
   * In this release every RPC of this service answers UNIMPLEMENTED (NOT_IMPLEMENTED_YET).
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Gets the policy in force for a model.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND).
     * NOT_FOUND (TRAFFIC_POLICY_NOT_FOUND): the model has none.
     * </pre>
     */
    default void getTrafficPolicy(dev.hokusai.inference.v1.GetTrafficPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.GetTrafficPolicyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetTrafficPolicyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Sets the policy of a model, as a whole. Atomic; a compare-and-set where `expected_etag` is given. Idempotent with
     * `request_id`. From its answer on, every new request on every replica follows it, within the time that the server
     * states for route caches.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): an
     * arm's selector finds no version. ABORTED (ETAG_MISMATCH): the policy changed meanwhile. INVALID_ARGUMENT
     * (INVALID_REQUEST): the weights do not sum to 10,000, or a name comes twice. INVALID_ARGUMENT (REQUEST_ID_REUSED).
     * </pre>
     */
    default void setTrafficPolicy(dev.hokusai.inference.v1.SetTrafficPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.SetTrafficPolicyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSetTrafficPolicyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Ends the policy of a model; its results stay readable. Atomic. Ending a policy that ended changes nothing.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
     * TRAFFIC_POLICY_NOT_FOUND). ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    default void endTrafficPolicy(dev.hokusai.inference.v1.EndTrafficPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.EndTrafficPolicyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getEndTrafficPolicyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Tells how each arm of a policy did, also after its end.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
     * TRAFFIC_POLICY_NOT_FOUND).
     * </pre>
     */
    default void getTrafficResults(dev.hokusai.inference.v1.GetTrafficResultsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.GetTrafficResultsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetTrafficResultsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service TrafficService.
   * <pre>
   * Splits the traffic of a model over its versions and tells how each share did.
   * Assignment is deterministic in (policy id, subject key). A subject keeps its arm while its arm's share does not shrink
   * below it. A request without a subject key gets a random arm, and the reply says so. A caller that pins a version
   * bypasses the policy. One stream, one arm.
   * In this release every RPC of this service answers UNIMPLEMENTED (NOT_IMPLEMENTED_YET).
   * </pre>
   */
  public static abstract class TrafficServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return TrafficServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service TrafficService.
   * <pre>
   * Splits the traffic of a model over its versions and tells how each share did.
   * Assignment is deterministic in (policy id, subject key). A subject keeps its arm while its arm's share does not shrink
   * below it. A request without a subject key gets a random arm, and the reply says so. A caller that pins a version
   * bypasses the policy. One stream, one arm.
   * In this release every RPC of this service answers UNIMPLEMENTED (NOT_IMPLEMENTED_YET).
   * </pre>
   */
  public static final class TrafficServiceStub
      extends io.grpc.stub.AbstractAsyncStub<TrafficServiceStub> {
    private TrafficServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TrafficServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TrafficServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Gets the policy in force for a model.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND).
     * NOT_FOUND (TRAFFIC_POLICY_NOT_FOUND): the model has none.
     * </pre>
     */
    public void getTrafficPolicy(dev.hokusai.inference.v1.GetTrafficPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.GetTrafficPolicyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetTrafficPolicyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Sets the policy of a model, as a whole. Atomic; a compare-and-set where `expected_etag` is given. Idempotent with
     * `request_id`. From its answer on, every new request on every replica follows it, within the time that the server
     * states for route caches.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): an
     * arm's selector finds no version. ABORTED (ETAG_MISMATCH): the policy changed meanwhile. INVALID_ARGUMENT
     * (INVALID_REQUEST): the weights do not sum to 10,000, or a name comes twice. INVALID_ARGUMENT (REQUEST_ID_REUSED).
     * </pre>
     */
    public void setTrafficPolicy(dev.hokusai.inference.v1.SetTrafficPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.SetTrafficPolicyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSetTrafficPolicyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Ends the policy of a model; its results stay readable. Atomic. Ending a policy that ended changes nothing.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
     * TRAFFIC_POLICY_NOT_FOUND). ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public void endTrafficPolicy(dev.hokusai.inference.v1.EndTrafficPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.EndTrafficPolicyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getEndTrafficPolicyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Tells how each arm of a policy did, also after its end.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
     * TRAFFIC_POLICY_NOT_FOUND).
     * </pre>
     */
    public void getTrafficResults(dev.hokusai.inference.v1.GetTrafficResultsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.GetTrafficResultsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetTrafficResultsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service TrafficService.
   * <pre>
   * Splits the traffic of a model over its versions and tells how each share did.
   * Assignment is deterministic in (policy id, subject key). A subject keeps its arm while its arm's share does not shrink
   * below it. A request without a subject key gets a random arm, and the reply says so. A caller that pins a version
   * bypasses the policy. One stream, one arm.
   * In this release every RPC of this service answers UNIMPLEMENTED (NOT_IMPLEMENTED_YET).
   * </pre>
   */
  public static final class TrafficServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<TrafficServiceBlockingV2Stub> {
    private TrafficServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TrafficServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TrafficServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Gets the policy in force for a model.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND).
     * NOT_FOUND (TRAFFIC_POLICY_NOT_FOUND): the model has none.
     * </pre>
     */
    public dev.hokusai.inference.v1.GetTrafficPolicyResponse getTrafficPolicy(dev.hokusai.inference.v1.GetTrafficPolicyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetTrafficPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sets the policy of a model, as a whole. Atomic; a compare-and-set where `expected_etag` is given. Idempotent with
     * `request_id`. From its answer on, every new request on every replica follows it, within the time that the server
     * states for route caches.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): an
     * arm's selector finds no version. ABORTED (ETAG_MISMATCH): the policy changed meanwhile. INVALID_ARGUMENT
     * (INVALID_REQUEST): the weights do not sum to 10,000, or a name comes twice. INVALID_ARGUMENT (REQUEST_ID_REUSED).
     * </pre>
     */
    public dev.hokusai.inference.v1.SetTrafficPolicyResponse setTrafficPolicy(dev.hokusai.inference.v1.SetTrafficPolicyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSetTrafficPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends the policy of a model; its results stay readable. Atomic. Ending a policy that ended changes nothing.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
     * TRAFFIC_POLICY_NOT_FOUND). ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public dev.hokusai.inference.v1.EndTrafficPolicyResponse endTrafficPolicy(dev.hokusai.inference.v1.EndTrafficPolicyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getEndTrafficPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Tells how each arm of a policy did, also after its end.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
     * TRAFFIC_POLICY_NOT_FOUND).
     * </pre>
     */
    public dev.hokusai.inference.v1.GetTrafficResultsResponse getTrafficResults(dev.hokusai.inference.v1.GetTrafficResultsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetTrafficResultsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service TrafficService.
   * <pre>
   * Splits the traffic of a model over its versions and tells how each share did.
   * Assignment is deterministic in (policy id, subject key). A subject keeps its arm while its arm's share does not shrink
   * below it. A request without a subject key gets a random arm, and the reply says so. A caller that pins a version
   * bypasses the policy. One stream, one arm.
   * In this release every RPC of this service answers UNIMPLEMENTED (NOT_IMPLEMENTED_YET).
   * </pre>
   */
  public static final class TrafficServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<TrafficServiceBlockingStub> {
    private TrafficServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TrafficServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TrafficServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Gets the policy in force for a model.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND).
     * NOT_FOUND (TRAFFIC_POLICY_NOT_FOUND): the model has none.
     * </pre>
     */
    public dev.hokusai.inference.v1.GetTrafficPolicyResponse getTrafficPolicy(dev.hokusai.inference.v1.GetTrafficPolicyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetTrafficPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sets the policy of a model, as a whole. Atomic; a compare-and-set where `expected_etag` is given. Idempotent with
     * `request_id`. From its answer on, every new request on every replica follows it, within the time that the server
     * states for route caches.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): an
     * arm's selector finds no version. ABORTED (ETAG_MISMATCH): the policy changed meanwhile. INVALID_ARGUMENT
     * (INVALID_REQUEST): the weights do not sum to 10,000, or a name comes twice. INVALID_ARGUMENT (REQUEST_ID_REUSED).
     * </pre>
     */
    public dev.hokusai.inference.v1.SetTrafficPolicyResponse setTrafficPolicy(dev.hokusai.inference.v1.SetTrafficPolicyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSetTrafficPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends the policy of a model; its results stay readable. Atomic. Ending a policy that ended changes nothing.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
     * TRAFFIC_POLICY_NOT_FOUND). ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public dev.hokusai.inference.v1.EndTrafficPolicyResponse endTrafficPolicy(dev.hokusai.inference.v1.EndTrafficPolicyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getEndTrafficPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Tells how each arm of a policy did, also after its end.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
     * TRAFFIC_POLICY_NOT_FOUND).
     * </pre>
     */
    public dev.hokusai.inference.v1.GetTrafficResultsResponse getTrafficResults(dev.hokusai.inference.v1.GetTrafficResultsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetTrafficResultsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service TrafficService.
   * <pre>
   * Splits the traffic of a model over its versions and tells how each share did.
   * Assignment is deterministic in (policy id, subject key). A subject keeps its arm while its arm's share does not shrink
   * below it. A request without a subject key gets a random arm, and the reply says so. A caller that pins a version
   * bypasses the policy. One stream, one arm.
   * In this release every RPC of this service answers UNIMPLEMENTED (NOT_IMPLEMENTED_YET).
   * </pre>
   */
  public static final class TrafficServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<TrafficServiceFutureStub> {
    private TrafficServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TrafficServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TrafficServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Gets the policy in force for a model.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND).
     * NOT_FOUND (TRAFFIC_POLICY_NOT_FOUND): the model has none.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.inference.v1.GetTrafficPolicyResponse> getTrafficPolicy(
        dev.hokusai.inference.v1.GetTrafficPolicyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetTrafficPolicyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Sets the policy of a model, as a whole. Atomic; a compare-and-set where `expected_etag` is given. Idempotent with
     * `request_id`. From its answer on, every new request on every replica follows it, within the time that the server
     * states for route caches.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): an
     * arm's selector finds no version. ABORTED (ETAG_MISMATCH): the policy changed meanwhile. INVALID_ARGUMENT
     * (INVALID_REQUEST): the weights do not sum to 10,000, or a name comes twice. INVALID_ARGUMENT (REQUEST_ID_REUSED).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.inference.v1.SetTrafficPolicyResponse> setTrafficPolicy(
        dev.hokusai.inference.v1.SetTrafficPolicyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSetTrafficPolicyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Ends the policy of a model; its results stay readable. Atomic. Ending a policy that ended changes nothing.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
     * TRAFFIC_POLICY_NOT_FOUND). ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.inference.v1.EndTrafficPolicyResponse> endTrafficPolicy(
        dev.hokusai.inference.v1.EndTrafficPolicyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getEndTrafficPolicyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Tells how each arm of a policy did, also after its end.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
     * TRAFFIC_POLICY_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.inference.v1.GetTrafficResultsResponse> getTrafficResults(
        dev.hokusai.inference.v1.GetTrafficResultsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetTrafficResultsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_TRAFFIC_POLICY = 0;
  private static final int METHODID_SET_TRAFFIC_POLICY = 1;
  private static final int METHODID_END_TRAFFIC_POLICY = 2;
  private static final int METHODID_GET_TRAFFIC_RESULTS = 3;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_GET_TRAFFIC_POLICY:
          serviceImpl.getTrafficPolicy((dev.hokusai.inference.v1.GetTrafficPolicyRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.GetTrafficPolicyResponse>) responseObserver);
          break;
        case METHODID_SET_TRAFFIC_POLICY:
          serviceImpl.setTrafficPolicy((dev.hokusai.inference.v1.SetTrafficPolicyRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.SetTrafficPolicyResponse>) responseObserver);
          break;
        case METHODID_END_TRAFFIC_POLICY:
          serviceImpl.endTrafficPolicy((dev.hokusai.inference.v1.EndTrafficPolicyRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.EndTrafficPolicyResponse>) responseObserver);
          break;
        case METHODID_GET_TRAFFIC_RESULTS:
          serviceImpl.getTrafficResults((dev.hokusai.inference.v1.GetTrafficResultsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.GetTrafficResultsResponse>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getGetTrafficPolicyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.inference.v1.GetTrafficPolicyRequest,
              dev.hokusai.inference.v1.GetTrafficPolicyResponse>(
                service, METHODID_GET_TRAFFIC_POLICY)))
        .addMethod(
          getSetTrafficPolicyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.inference.v1.SetTrafficPolicyRequest,
              dev.hokusai.inference.v1.SetTrafficPolicyResponse>(
                service, METHODID_SET_TRAFFIC_POLICY)))
        .addMethod(
          getEndTrafficPolicyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.inference.v1.EndTrafficPolicyRequest,
              dev.hokusai.inference.v1.EndTrafficPolicyResponse>(
                service, METHODID_END_TRAFFIC_POLICY)))
        .addMethod(
          getGetTrafficResultsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.inference.v1.GetTrafficResultsRequest,
              dev.hokusai.inference.v1.GetTrafficResultsResponse>(
                service, METHODID_GET_TRAFFIC_RESULTS)))
        .build();
  }

  private static abstract class TrafficServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    TrafficServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.hokusai.inference.v1.TrafficServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("TrafficService");
    }
  }

  private static final class TrafficServiceFileDescriptorSupplier
      extends TrafficServiceBaseDescriptorSupplier {
    TrafficServiceFileDescriptorSupplier() {}
  }

  private static final class TrafficServiceMethodDescriptorSupplier
      extends TrafficServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    TrafficServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (TrafficServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new TrafficServiceFileDescriptorSupplier())
              .addMethod(getGetTrafficPolicyMethod())
              .addMethod(getSetTrafficPolicyMethod())
              .addMethod(getEndTrafficPolicyMethod())
              .addMethod(getGetTrafficResultsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
