package dev.hokusai.system.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Tells what this server is and how the things it depends on are.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class SystemServiceGrpc {

  private SystemServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "hokusai.system.v1.SystemService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.hokusai.system.v1.GetSystemInfoRequest,
      dev.hokusai.system.v1.GetSystemInfoResponse> getGetSystemInfoMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetSystemInfo",
      requestType = dev.hokusai.system.v1.GetSystemInfoRequest.class,
      responseType = dev.hokusai.system.v1.GetSystemInfoResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.system.v1.GetSystemInfoRequest,
      dev.hokusai.system.v1.GetSystemInfoResponse> getGetSystemInfoMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.system.v1.GetSystemInfoRequest, dev.hokusai.system.v1.GetSystemInfoResponse> getGetSystemInfoMethod;
    if ((getGetSystemInfoMethod = SystemServiceGrpc.getGetSystemInfoMethod) == null) {
      synchronized (SystemServiceGrpc.class) {
        if ((getGetSystemInfoMethod = SystemServiceGrpc.getGetSystemInfoMethod) == null) {
          SystemServiceGrpc.getGetSystemInfoMethod = getGetSystemInfoMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.system.v1.GetSystemInfoRequest, dev.hokusai.system.v1.GetSystemInfoResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetSystemInfo"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.system.v1.GetSystemInfoRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.system.v1.GetSystemInfoResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SystemServiceMethodDescriptorSupplier("GetSystemInfo"))
              .build();
        }
      }
    }
    return getGetSystemInfoMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.system.v1.ListDependenciesRequest,
      dev.hokusai.system.v1.ListDependenciesResponse> getListDependenciesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListDependencies",
      requestType = dev.hokusai.system.v1.ListDependenciesRequest.class,
      responseType = dev.hokusai.system.v1.ListDependenciesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.system.v1.ListDependenciesRequest,
      dev.hokusai.system.v1.ListDependenciesResponse> getListDependenciesMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.system.v1.ListDependenciesRequest, dev.hokusai.system.v1.ListDependenciesResponse> getListDependenciesMethod;
    if ((getListDependenciesMethod = SystemServiceGrpc.getListDependenciesMethod) == null) {
      synchronized (SystemServiceGrpc.class) {
        if ((getListDependenciesMethod = SystemServiceGrpc.getListDependenciesMethod) == null) {
          SystemServiceGrpc.getListDependenciesMethod = getListDependenciesMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.system.v1.ListDependenciesRequest, dev.hokusai.system.v1.ListDependenciesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListDependencies"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.system.v1.ListDependenciesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.system.v1.ListDependenciesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SystemServiceMethodDescriptorSupplier("ListDependencies"))
              .build();
        }
      }
    }
    return getListDependenciesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.system.v1.GetDependencyRequest,
      dev.hokusai.system.v1.GetDependencyResponse> getGetDependencyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetDependency",
      requestType = dev.hokusai.system.v1.GetDependencyRequest.class,
      responseType = dev.hokusai.system.v1.GetDependencyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.system.v1.GetDependencyRequest,
      dev.hokusai.system.v1.GetDependencyResponse> getGetDependencyMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.system.v1.GetDependencyRequest, dev.hokusai.system.v1.GetDependencyResponse> getGetDependencyMethod;
    if ((getGetDependencyMethod = SystemServiceGrpc.getGetDependencyMethod) == null) {
      synchronized (SystemServiceGrpc.class) {
        if ((getGetDependencyMethod = SystemServiceGrpc.getGetDependencyMethod) == null) {
          SystemServiceGrpc.getGetDependencyMethod = getGetDependencyMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.system.v1.GetDependencyRequest, dev.hokusai.system.v1.GetDependencyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetDependency"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.system.v1.GetDependencyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.system.v1.GetDependencyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SystemServiceMethodDescriptorSupplier("GetDependency"))
              .build();
        }
      }
    }
    return getGetDependencyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.system.v1.ResetBreakerRequest,
      dev.hokusai.system.v1.ResetBreakerResponse> getResetBreakerMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ResetBreaker",
      requestType = dev.hokusai.system.v1.ResetBreakerRequest.class,
      responseType = dev.hokusai.system.v1.ResetBreakerResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.system.v1.ResetBreakerRequest,
      dev.hokusai.system.v1.ResetBreakerResponse> getResetBreakerMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.system.v1.ResetBreakerRequest, dev.hokusai.system.v1.ResetBreakerResponse> getResetBreakerMethod;
    if ((getResetBreakerMethod = SystemServiceGrpc.getResetBreakerMethod) == null) {
      synchronized (SystemServiceGrpc.class) {
        if ((getResetBreakerMethod = SystemServiceGrpc.getResetBreakerMethod) == null) {
          SystemServiceGrpc.getResetBreakerMethod = getResetBreakerMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.system.v1.ResetBreakerRequest, dev.hokusai.system.v1.ResetBreakerResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ResetBreaker"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.system.v1.ResetBreakerRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.system.v1.ResetBreakerResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SystemServiceMethodDescriptorSupplier("ResetBreaker"))
              .build();
        }
      }
    }
    return getResetBreakerMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static SystemServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SystemServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SystemServiceStub>() {
        @java.lang.Override
        public SystemServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SystemServiceStub(channel, callOptions);
        }
      };
    return SystemServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static SystemServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SystemServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SystemServiceBlockingV2Stub>() {
        @java.lang.Override
        public SystemServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SystemServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return SystemServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static SystemServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SystemServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SystemServiceBlockingStub>() {
        @java.lang.Override
        public SystemServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SystemServiceBlockingStub(channel, callOptions);
        }
      };
    return SystemServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static SystemServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SystemServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SystemServiceFutureStub>() {
        @java.lang.Override
        public SystemServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SystemServiceFutureStub(channel, callOptions);
        }
      };
    return SystemServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Tells what this server is and how the things it depends on are.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Tells mode, versions, data plane and start time. Answers from memory; touches no dependency.
     * Errors: none of its own.
     * </pre>
     */
    default void getSystemInfo(dev.hokusai.system.v1.GetSystemInfoRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.system.v1.GetSystemInfoResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetSystemInfoMethod(), responseObserver);
    }

    /**
     * <pre>
     * Tells the state of every dependency, ordered by name. Answers from the last observation and never waits for a
     * dependency; `observe_time` says how old it is.
     * Errors: none of its own.
     * </pre>
     */
    default void listDependencies(dev.hokusai.system.v1.ListDependenciesRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.system.v1.ListDependenciesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListDependenciesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Tells the state of one dependency, as ListDependencies does.
     * Errors: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency of that name.
     * </pre>
     */
    default void getDependency(dev.hokusai.system.v1.GetDependencyRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.system.v1.GetDependencyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetDependencyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Closes the circuit breaker of one dependency now, so that calls go out again; for administrators. Resetting a closed
     * breaker changes nothing.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency
     * of that name, or it has no breaker.
     * </pre>
     */
    default void resetBreaker(dev.hokusai.system.v1.ResetBreakerRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.system.v1.ResetBreakerResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getResetBreakerMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service SystemService.
   * <pre>
   * Tells what this server is and how the things it depends on are.
   * </pre>
   */
  public static abstract class SystemServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return SystemServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service SystemService.
   * <pre>
   * Tells what this server is and how the things it depends on are.
   * </pre>
   */
  public static final class SystemServiceStub
      extends io.grpc.stub.AbstractAsyncStub<SystemServiceStub> {
    private SystemServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SystemServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SystemServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Tells mode, versions, data plane and start time. Answers from memory; touches no dependency.
     * Errors: none of its own.
     * </pre>
     */
    public void getSystemInfo(dev.hokusai.system.v1.GetSystemInfoRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.system.v1.GetSystemInfoResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetSystemInfoMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Tells the state of every dependency, ordered by name. Answers from the last observation and never waits for a
     * dependency; `observe_time` says how old it is.
     * Errors: none of its own.
     * </pre>
     */
    public void listDependencies(dev.hokusai.system.v1.ListDependenciesRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.system.v1.ListDependenciesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListDependenciesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Tells the state of one dependency, as ListDependencies does.
     * Errors: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency of that name.
     * </pre>
     */
    public void getDependency(dev.hokusai.system.v1.GetDependencyRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.system.v1.GetDependencyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetDependencyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Closes the circuit breaker of one dependency now, so that calls go out again; for administrators. Resetting a closed
     * breaker changes nothing.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency
     * of that name, or it has no breaker.
     * </pre>
     */
    public void resetBreaker(dev.hokusai.system.v1.ResetBreakerRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.system.v1.ResetBreakerResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getResetBreakerMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service SystemService.
   * <pre>
   * Tells what this server is and how the things it depends on are.
   * </pre>
   */
  public static final class SystemServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<SystemServiceBlockingV2Stub> {
    private SystemServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SystemServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SystemServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Tells mode, versions, data plane and start time. Answers from memory; touches no dependency.
     * Errors: none of its own.
     * </pre>
     */
    public dev.hokusai.system.v1.GetSystemInfoResponse getSystemInfo(dev.hokusai.system.v1.GetSystemInfoRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetSystemInfoMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Tells the state of every dependency, ordered by name. Answers from the last observation and never waits for a
     * dependency; `observe_time` says how old it is.
     * Errors: none of its own.
     * </pre>
     */
    public dev.hokusai.system.v1.ListDependenciesResponse listDependencies(dev.hokusai.system.v1.ListDependenciesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListDependenciesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Tells the state of one dependency, as ListDependencies does.
     * Errors: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency of that name.
     * </pre>
     */
    public dev.hokusai.system.v1.GetDependencyResponse getDependency(dev.hokusai.system.v1.GetDependencyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetDependencyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Closes the circuit breaker of one dependency now, so that calls go out again; for administrators. Resetting a closed
     * breaker changes nothing.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency
     * of that name, or it has no breaker.
     * </pre>
     */
    public dev.hokusai.system.v1.ResetBreakerResponse resetBreaker(dev.hokusai.system.v1.ResetBreakerRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getResetBreakerMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service SystemService.
   * <pre>
   * Tells what this server is and how the things it depends on are.
   * </pre>
   */
  public static final class SystemServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<SystemServiceBlockingStub> {
    private SystemServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SystemServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SystemServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Tells mode, versions, data plane and start time. Answers from memory; touches no dependency.
     * Errors: none of its own.
     * </pre>
     */
    public dev.hokusai.system.v1.GetSystemInfoResponse getSystemInfo(dev.hokusai.system.v1.GetSystemInfoRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetSystemInfoMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Tells the state of every dependency, ordered by name. Answers from the last observation and never waits for a
     * dependency; `observe_time` says how old it is.
     * Errors: none of its own.
     * </pre>
     */
    public dev.hokusai.system.v1.ListDependenciesResponse listDependencies(dev.hokusai.system.v1.ListDependenciesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListDependenciesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Tells the state of one dependency, as ListDependencies does.
     * Errors: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency of that name.
     * </pre>
     */
    public dev.hokusai.system.v1.GetDependencyResponse getDependency(dev.hokusai.system.v1.GetDependencyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetDependencyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Closes the circuit breaker of one dependency now, so that calls go out again; for administrators. Resetting a closed
     * breaker changes nothing.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency
     * of that name, or it has no breaker.
     * </pre>
     */
    public dev.hokusai.system.v1.ResetBreakerResponse resetBreaker(dev.hokusai.system.v1.ResetBreakerRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getResetBreakerMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service SystemService.
   * <pre>
   * Tells what this server is and how the things it depends on are.
   * </pre>
   */
  public static final class SystemServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<SystemServiceFutureStub> {
    private SystemServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SystemServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SystemServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Tells mode, versions, data plane and start time. Answers from memory; touches no dependency.
     * Errors: none of its own.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.system.v1.GetSystemInfoResponse> getSystemInfo(
        dev.hokusai.system.v1.GetSystemInfoRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetSystemInfoMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Tells the state of every dependency, ordered by name. Answers from the last observation and never waits for a
     * dependency; `observe_time` says how old it is.
     * Errors: none of its own.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.system.v1.ListDependenciesResponse> listDependencies(
        dev.hokusai.system.v1.ListDependenciesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListDependenciesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Tells the state of one dependency, as ListDependencies does.
     * Errors: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency of that name.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.system.v1.GetDependencyResponse> getDependency(
        dev.hokusai.system.v1.GetDependencyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetDependencyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Closes the circuit breaker of one dependency now, so that calls go out again; for administrators. Resetting a closed
     * breaker changes nothing.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency
     * of that name, or it has no breaker.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.system.v1.ResetBreakerResponse> resetBreaker(
        dev.hokusai.system.v1.ResetBreakerRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getResetBreakerMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_SYSTEM_INFO = 0;
  private static final int METHODID_LIST_DEPENDENCIES = 1;
  private static final int METHODID_GET_DEPENDENCY = 2;
  private static final int METHODID_RESET_BREAKER = 3;

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
        case METHODID_GET_SYSTEM_INFO:
          serviceImpl.getSystemInfo((dev.hokusai.system.v1.GetSystemInfoRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.system.v1.GetSystemInfoResponse>) responseObserver);
          break;
        case METHODID_LIST_DEPENDENCIES:
          serviceImpl.listDependencies((dev.hokusai.system.v1.ListDependenciesRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.system.v1.ListDependenciesResponse>) responseObserver);
          break;
        case METHODID_GET_DEPENDENCY:
          serviceImpl.getDependency((dev.hokusai.system.v1.GetDependencyRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.system.v1.GetDependencyResponse>) responseObserver);
          break;
        case METHODID_RESET_BREAKER:
          serviceImpl.resetBreaker((dev.hokusai.system.v1.ResetBreakerRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.system.v1.ResetBreakerResponse>) responseObserver);
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
          getGetSystemInfoMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.system.v1.GetSystemInfoRequest,
              dev.hokusai.system.v1.GetSystemInfoResponse>(
                service, METHODID_GET_SYSTEM_INFO)))
        .addMethod(
          getListDependenciesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.system.v1.ListDependenciesRequest,
              dev.hokusai.system.v1.ListDependenciesResponse>(
                service, METHODID_LIST_DEPENDENCIES)))
        .addMethod(
          getGetDependencyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.system.v1.GetDependencyRequest,
              dev.hokusai.system.v1.GetDependencyResponse>(
                service, METHODID_GET_DEPENDENCY)))
        .addMethod(
          getResetBreakerMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.system.v1.ResetBreakerRequest,
              dev.hokusai.system.v1.ResetBreakerResponse>(
                service, METHODID_RESET_BREAKER)))
        .build();
  }

  private static abstract class SystemServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    SystemServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.hokusai.system.v1.SystemServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("SystemService");
    }
  }

  private static final class SystemServiceFileDescriptorSupplier
      extends SystemServiceBaseDescriptorSupplier {
    SystemServiceFileDescriptorSupplier() {}
  }

  private static final class SystemServiceMethodDescriptorSupplier
      extends SystemServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    SystemServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (SystemServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new SystemServiceFileDescriptorSupplier())
              .addMethod(getGetSystemInfoMethod())
              .addMethod(getListDependenciesMethod())
              .addMethod(getGetDependencyMethod())
              .addMethod(getResetBreakerMethod())
              .build();
        }
      }
    }
    return result;
  }
}
