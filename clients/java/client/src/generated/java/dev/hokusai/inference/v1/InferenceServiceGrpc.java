package dev.hokusai.inference.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Predicts with registered versions: one request of 1..n rows, or an endless ordered stream of them.
 * A version is loaded into processes of its own on first use. Model code never sees a value that does not fit the version's signature,
 * and a model that crashes or hangs costs its own requests an error and nobody else anything.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class InferenceServiceGrpc {

  private InferenceServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "hokusai.inference.v1.InferenceService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.hokusai.inference.v1.PredictRequest,
      dev.hokusai.inference.v1.PredictResponse> getPredictMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Predict",
      requestType = dev.hokusai.inference.v1.PredictRequest.class,
      responseType = dev.hokusai.inference.v1.PredictResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.inference.v1.PredictRequest,
      dev.hokusai.inference.v1.PredictResponse> getPredictMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.inference.v1.PredictRequest, dev.hokusai.inference.v1.PredictResponse> getPredictMethod;
    if ((getPredictMethod = InferenceServiceGrpc.getPredictMethod) == null) {
      synchronized (InferenceServiceGrpc.class) {
        if ((getPredictMethod = InferenceServiceGrpc.getPredictMethod) == null) {
          InferenceServiceGrpc.getPredictMethod = getPredictMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.inference.v1.PredictRequest, dev.hokusai.inference.v1.PredictResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Predict"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.PredictRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.PredictResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InferenceServiceMethodDescriptorSupplier("Predict"))
              .build();
        }
      }
    }
    return getPredictMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.inference.v1.StreamPredictRequest,
      dev.hokusai.inference.v1.StreamPredictResponse> getStreamPredictMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "StreamPredict",
      requestType = dev.hokusai.inference.v1.StreamPredictRequest.class,
      responseType = dev.hokusai.inference.v1.StreamPredictResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
  public static io.grpc.MethodDescriptor<dev.hokusai.inference.v1.StreamPredictRequest,
      dev.hokusai.inference.v1.StreamPredictResponse> getStreamPredictMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.inference.v1.StreamPredictRequest, dev.hokusai.inference.v1.StreamPredictResponse> getStreamPredictMethod;
    if ((getStreamPredictMethod = InferenceServiceGrpc.getStreamPredictMethod) == null) {
      synchronized (InferenceServiceGrpc.class) {
        if ((getStreamPredictMethod = InferenceServiceGrpc.getStreamPredictMethod) == null) {
          InferenceServiceGrpc.getStreamPredictMethod = getStreamPredictMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.inference.v1.StreamPredictRequest, dev.hokusai.inference.v1.StreamPredictResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "StreamPredict"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.StreamPredictRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.StreamPredictResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InferenceServiceMethodDescriptorSupplier("StreamPredict"))
              .build();
        }
      }
    }
    return getStreamPredictMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.inference.v1.GetModelSignatureRequest,
      dev.hokusai.inference.v1.GetModelSignatureResponse> getGetModelSignatureMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetModelSignature",
      requestType = dev.hokusai.inference.v1.GetModelSignatureRequest.class,
      responseType = dev.hokusai.inference.v1.GetModelSignatureResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.inference.v1.GetModelSignatureRequest,
      dev.hokusai.inference.v1.GetModelSignatureResponse> getGetModelSignatureMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.inference.v1.GetModelSignatureRequest, dev.hokusai.inference.v1.GetModelSignatureResponse> getGetModelSignatureMethod;
    if ((getGetModelSignatureMethod = InferenceServiceGrpc.getGetModelSignatureMethod) == null) {
      synchronized (InferenceServiceGrpc.class) {
        if ((getGetModelSignatureMethod = InferenceServiceGrpc.getGetModelSignatureMethod) == null) {
          InferenceServiceGrpc.getGetModelSignatureMethod = getGetModelSignatureMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.inference.v1.GetModelSignatureRequest, dev.hokusai.inference.v1.GetModelSignatureResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetModelSignature"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.GetModelSignatureRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.GetModelSignatureResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InferenceServiceMethodDescriptorSupplier("GetModelSignature"))
              .build();
        }
      }
    }
    return getGetModelSignatureMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.inference.v1.LoadModelRequest,
      dev.hokusai.inference.v1.LoadModelResponse> getLoadModelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "LoadModel",
      requestType = dev.hokusai.inference.v1.LoadModelRequest.class,
      responseType = dev.hokusai.inference.v1.LoadModelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.inference.v1.LoadModelRequest,
      dev.hokusai.inference.v1.LoadModelResponse> getLoadModelMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.inference.v1.LoadModelRequest, dev.hokusai.inference.v1.LoadModelResponse> getLoadModelMethod;
    if ((getLoadModelMethod = InferenceServiceGrpc.getLoadModelMethod) == null) {
      synchronized (InferenceServiceGrpc.class) {
        if ((getLoadModelMethod = InferenceServiceGrpc.getLoadModelMethod) == null) {
          InferenceServiceGrpc.getLoadModelMethod = getLoadModelMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.inference.v1.LoadModelRequest, dev.hokusai.inference.v1.LoadModelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "LoadModel"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.LoadModelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.LoadModelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InferenceServiceMethodDescriptorSupplier("LoadModel"))
              .build();
        }
      }
    }
    return getLoadModelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.inference.v1.UnloadModelRequest,
      dev.hokusai.inference.v1.UnloadModelResponse> getUnloadModelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UnloadModel",
      requestType = dev.hokusai.inference.v1.UnloadModelRequest.class,
      responseType = dev.hokusai.inference.v1.UnloadModelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.inference.v1.UnloadModelRequest,
      dev.hokusai.inference.v1.UnloadModelResponse> getUnloadModelMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.inference.v1.UnloadModelRequest, dev.hokusai.inference.v1.UnloadModelResponse> getUnloadModelMethod;
    if ((getUnloadModelMethod = InferenceServiceGrpc.getUnloadModelMethod) == null) {
      synchronized (InferenceServiceGrpc.class) {
        if ((getUnloadModelMethod = InferenceServiceGrpc.getUnloadModelMethod) == null) {
          InferenceServiceGrpc.getUnloadModelMethod = getUnloadModelMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.inference.v1.UnloadModelRequest, dev.hokusai.inference.v1.UnloadModelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UnloadModel"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.UnloadModelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.UnloadModelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InferenceServiceMethodDescriptorSupplier("UnloadModel"))
              .build();
        }
      }
    }
    return getUnloadModelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.inference.v1.ListLoadedModelsRequest,
      dev.hokusai.inference.v1.ListLoadedModelsResponse> getListLoadedModelsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListLoadedModels",
      requestType = dev.hokusai.inference.v1.ListLoadedModelsRequest.class,
      responseType = dev.hokusai.inference.v1.ListLoadedModelsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.inference.v1.ListLoadedModelsRequest,
      dev.hokusai.inference.v1.ListLoadedModelsResponse> getListLoadedModelsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.inference.v1.ListLoadedModelsRequest, dev.hokusai.inference.v1.ListLoadedModelsResponse> getListLoadedModelsMethod;
    if ((getListLoadedModelsMethod = InferenceServiceGrpc.getListLoadedModelsMethod) == null) {
      synchronized (InferenceServiceGrpc.class) {
        if ((getListLoadedModelsMethod = InferenceServiceGrpc.getListLoadedModelsMethod) == null) {
          InferenceServiceGrpc.getListLoadedModelsMethod = getListLoadedModelsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.inference.v1.ListLoadedModelsRequest, dev.hokusai.inference.v1.ListLoadedModelsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListLoadedModels"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.ListLoadedModelsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.inference.v1.ListLoadedModelsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InferenceServiceMethodDescriptorSupplier("ListLoadedModels"))
              .build();
        }
      }
    }
    return getListLoadedModelsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static InferenceServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InferenceServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InferenceServiceStub>() {
        @java.lang.Override
        public InferenceServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InferenceServiceStub(channel, callOptions);
        }
      };
    return InferenceServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static InferenceServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InferenceServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InferenceServiceBlockingV2Stub>() {
        @java.lang.Override
        public InferenceServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InferenceServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return InferenceServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static InferenceServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InferenceServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InferenceServiceBlockingStub>() {
        @java.lang.Override
        public InferenceServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InferenceServiceBlockingStub(channel, callOptions);
        }
      };
    return InferenceServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static InferenceServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InferenceServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InferenceServiceFutureStub>() {
        @java.lang.Override
        public InferenceServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InferenceServiceFutureStub(channel, callOptions);
        }
      };
    return InferenceServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Predicts with registered versions: one request of 1..n rows, or an endless ordered stream of them.
   * A version is loaded into processes of its own on first use. Model code never sees a value that does not fit the version's signature,
   * and a model that crashes or hangs costs its own requests an error and nobody else anything.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Predicts 1..n rows with one version.
     * The version is the one that `selector` names; without one, the traffic policy's choice if the model has a policy, else `&#64;production`
     * if set, else the latest. `served_by` names it. Concurrent requests for the same version share one call of the model; the answer is the
     * same as if each had been alone. Predicting changes no state, so repeating is safe. Work that cannot start before the caller's deadline
     * never starts; a cancelled call that has not started never runs.
     * Errors:
     * - INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule.
     * - INVALID_ARGUMENT (PAYLOAD_INVALID): the payload cannot be decoded.
     * - INVALID_ARGUMENT (MODEL_INPUT_INVALID): values do not fit the signature; one violation for each, up to 100.
     * - NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET): nothing answers to the name or the selector.
     * - FAILED_PRECONDITION (VERSION_DELETED): what the selector names is a tombstone.
     * - FAILED_PRECONDITION (MODEL_LOAD_FAILED): the version cannot be loaded.
     * - UNKNOWN (MODEL_RAISED, MODEL_OUTPUT_INVALID): the model's code failed on this input, or its answer exceeds a gRPC message.
     * - UNAVAILABLE (WORKER_CRASHED, SHUTTING_DOWN, CATALOGUE_UNAVAILABLE): retry after the delay.
     * - RESOURCE_EXHAUSTED (QUEUE_FULL, OVERLOADED, MEMORY_BUDGET_EXCEEDED): retry after the delay.
     * - DEADLINE_EXCEEDED (DEADLINE_PASSED, WORKER_HUNG): not done in time.
     * </pre>
     */
    default void predict(dev.hokusai.inference.v1.PredictRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.PredictResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPredictMethod(), responseObserver);
    }

    /**
     * <pre>
     * Predicts over a sequence of batches with bounded memory on both sides.
     * The client sends `open` and MUST wait for `ready` before its first `batch`. `ready` pins one version for the whole stream. Each batch
     * gets exactly one `result`, in the order of `sequence`; a failed batch has a status in its result and does not end the stream. At most
     * `ready.window` batches may be unanswered; more are not read until answers were taken. When the client half-closes, the server answers
     * what is left and sends `summary` as the last frame: a stream that ends without it is incomplete. To resume after a broken connection,
     * open a new stream on any replica with the exact version of `ready` and `first_sequence` = the first unanswered sequence, and send the
     * unanswered batches again. Safe to repeat: predicting changes no state.
     * Errors that end the stream:
     * - INVALID_ARGUMENT (INVALID_REQUEST): a field of `open` or of a `batch` breaks its rule.
     * - INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): first frame not `open`, a second `open`, or a sequence that is not the previous plus one.
     * - NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET), FAILED_PRECONDITION (VERSION_DELETED, MODEL_LOAD_FAILED) and
     *   UNAVAILABLE (CATALOGUE_UNAVAILABLE): before `ready`.
     * - RESOURCE_EXHAUSTED (TOO_MANY_STREAMS, MEMORY_BUDGET_EXCEEDED): before `ready`, with RetryInfo.
     * - UNAVAILABLE (SHUTTING_DOWN): the server drains and the grace time ended; resume elsewhere.
     * - DEADLINE_EXCEEDED (DEADLINE_PASSED): the deadline of the whole stream.
     * Errors in a result: those of Predict.
     * </pre>
     */
    default io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.StreamPredictRequest> streamPredict(
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.StreamPredictResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getStreamPredictMethod(), responseObserver);
    }

    /**
     * <pre>
     * Tells what a version takes and gives, without loading it.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
     * FAILED_PRECONDITION (VERSION_DELETED); UNAVAILABLE (CATALOGUE_UNAVAILABLE).
     * </pre>
     */
    default void getModelSignature(dev.hokusai.inference.v1.GetModelSignatureRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.GetModelSignatureResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetModelSignatureMethod(), responseObserver);
    }

    /**
     * <pre>
     * Brings a version to serve, so that its first prediction does not wait. Answers when it is ready. Tries anew what could not be
     * loaded just now.
     * Idempotent: loading what is loaded answers at once and updates `pinned`. Concurrent loads of one version share one load.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
     * FAILED_PRECONDITION (VERSION_DELETED, MODEL_LOAD_FAILED); RESOURCE_EXHAUSTED (MEMORY_BUDGET_EXCEEDED); UNAVAILABLE (WORKER_CRASHED):
     * its processes crashed so often that the next one has to wait, (SHUTTING_DOWN, CATALOGUE_UNAVAILABLE).
     * </pre>
     */
    default void loadModel(dev.hokusai.inference.v1.LoadModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.LoadModelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getLoadModelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Ends the processes of a version after its running calls, which gives its memory back. A later prediction loads it again.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_LOADED): it is not loaded.
     * </pre>
     */
    default void unloadModel(dev.hokusai.inference.v1.UnloadModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.UnloadModelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUnloadModelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists what this server has loaded, by model and then by version precedence. At most a few hundred, so without pages.
     * </pre>
     */
    default void listLoadedModels(dev.hokusai.inference.v1.ListLoadedModelsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.ListLoadedModelsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListLoadedModelsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service InferenceService.
   * <pre>
   * Predicts with registered versions: one request of 1..n rows, or an endless ordered stream of them.
   * A version is loaded into processes of its own on first use. Model code never sees a value that does not fit the version's signature,
   * and a model that crashes or hangs costs its own requests an error and nobody else anything.
   * </pre>
   */
  public static abstract class InferenceServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return InferenceServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service InferenceService.
   * <pre>
   * Predicts with registered versions: one request of 1..n rows, or an endless ordered stream of them.
   * A version is loaded into processes of its own on first use. Model code never sees a value that does not fit the version's signature,
   * and a model that crashes or hangs costs its own requests an error and nobody else anything.
   * </pre>
   */
  public static final class InferenceServiceStub
      extends io.grpc.stub.AbstractAsyncStub<InferenceServiceStub> {
    private InferenceServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InferenceServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InferenceServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Predicts 1..n rows with one version.
     * The version is the one that `selector` names; without one, the traffic policy's choice if the model has a policy, else `&#64;production`
     * if set, else the latest. `served_by` names it. Concurrent requests for the same version share one call of the model; the answer is the
     * same as if each had been alone. Predicting changes no state, so repeating is safe. Work that cannot start before the caller's deadline
     * never starts; a cancelled call that has not started never runs.
     * Errors:
     * - INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule.
     * - INVALID_ARGUMENT (PAYLOAD_INVALID): the payload cannot be decoded.
     * - INVALID_ARGUMENT (MODEL_INPUT_INVALID): values do not fit the signature; one violation for each, up to 100.
     * - NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET): nothing answers to the name or the selector.
     * - FAILED_PRECONDITION (VERSION_DELETED): what the selector names is a tombstone.
     * - FAILED_PRECONDITION (MODEL_LOAD_FAILED): the version cannot be loaded.
     * - UNKNOWN (MODEL_RAISED, MODEL_OUTPUT_INVALID): the model's code failed on this input, or its answer exceeds a gRPC message.
     * - UNAVAILABLE (WORKER_CRASHED, SHUTTING_DOWN, CATALOGUE_UNAVAILABLE): retry after the delay.
     * - RESOURCE_EXHAUSTED (QUEUE_FULL, OVERLOADED, MEMORY_BUDGET_EXCEEDED): retry after the delay.
     * - DEADLINE_EXCEEDED (DEADLINE_PASSED, WORKER_HUNG): not done in time.
     * </pre>
     */
    public void predict(dev.hokusai.inference.v1.PredictRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.PredictResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPredictMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Predicts over a sequence of batches with bounded memory on both sides.
     * The client sends `open` and MUST wait for `ready` before its first `batch`. `ready` pins one version for the whole stream. Each batch
     * gets exactly one `result`, in the order of `sequence`; a failed batch has a status in its result and does not end the stream. At most
     * `ready.window` batches may be unanswered; more are not read until answers were taken. When the client half-closes, the server answers
     * what is left and sends `summary` as the last frame: a stream that ends without it is incomplete. To resume after a broken connection,
     * open a new stream on any replica with the exact version of `ready` and `first_sequence` = the first unanswered sequence, and send the
     * unanswered batches again. Safe to repeat: predicting changes no state.
     * Errors that end the stream:
     * - INVALID_ARGUMENT (INVALID_REQUEST): a field of `open` or of a `batch` breaks its rule.
     * - INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): first frame not `open`, a second `open`, or a sequence that is not the previous plus one.
     * - NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET), FAILED_PRECONDITION (VERSION_DELETED, MODEL_LOAD_FAILED) and
     *   UNAVAILABLE (CATALOGUE_UNAVAILABLE): before `ready`.
     * - RESOURCE_EXHAUSTED (TOO_MANY_STREAMS, MEMORY_BUDGET_EXCEEDED): before `ready`, with RetryInfo.
     * - UNAVAILABLE (SHUTTING_DOWN): the server drains and the grace time ended; resume elsewhere.
     * - DEADLINE_EXCEEDED (DEADLINE_PASSED): the deadline of the whole stream.
     * Errors in a result: those of Predict.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.StreamPredictRequest> streamPredict(
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.StreamPredictResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncBidiStreamingCall(
          getChannel().newCall(getStreamPredictMethod(), getCallOptions()), responseObserver);
    }

    /**
     * <pre>
     * Tells what a version takes and gives, without loading it.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
     * FAILED_PRECONDITION (VERSION_DELETED); UNAVAILABLE (CATALOGUE_UNAVAILABLE).
     * </pre>
     */
    public void getModelSignature(dev.hokusai.inference.v1.GetModelSignatureRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.GetModelSignatureResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetModelSignatureMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Brings a version to serve, so that its first prediction does not wait. Answers when it is ready. Tries anew what could not be
     * loaded just now.
     * Idempotent: loading what is loaded answers at once and updates `pinned`. Concurrent loads of one version share one load.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
     * FAILED_PRECONDITION (VERSION_DELETED, MODEL_LOAD_FAILED); RESOURCE_EXHAUSTED (MEMORY_BUDGET_EXCEEDED); UNAVAILABLE (WORKER_CRASHED):
     * its processes crashed so often that the next one has to wait, (SHUTTING_DOWN, CATALOGUE_UNAVAILABLE).
     * </pre>
     */
    public void loadModel(dev.hokusai.inference.v1.LoadModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.LoadModelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getLoadModelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Ends the processes of a version after its running calls, which gives its memory back. A later prediction loads it again.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_LOADED): it is not loaded.
     * </pre>
     */
    public void unloadModel(dev.hokusai.inference.v1.UnloadModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.UnloadModelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUnloadModelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists what this server has loaded, by model and then by version precedence. At most a few hundred, so without pages.
     * </pre>
     */
    public void listLoadedModels(dev.hokusai.inference.v1.ListLoadedModelsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.ListLoadedModelsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListLoadedModelsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service InferenceService.
   * <pre>
   * Predicts with registered versions: one request of 1..n rows, or an endless ordered stream of them.
   * A version is loaded into processes of its own on first use. Model code never sees a value that does not fit the version's signature,
   * and a model that crashes or hangs costs its own requests an error and nobody else anything.
   * </pre>
   */
  public static final class InferenceServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<InferenceServiceBlockingV2Stub> {
    private InferenceServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InferenceServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InferenceServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Predicts 1..n rows with one version.
     * The version is the one that `selector` names; without one, the traffic policy's choice if the model has a policy, else `&#64;production`
     * if set, else the latest. `served_by` names it. Concurrent requests for the same version share one call of the model; the answer is the
     * same as if each had been alone. Predicting changes no state, so repeating is safe. Work that cannot start before the caller's deadline
     * never starts; a cancelled call that has not started never runs.
     * Errors:
     * - INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule.
     * - INVALID_ARGUMENT (PAYLOAD_INVALID): the payload cannot be decoded.
     * - INVALID_ARGUMENT (MODEL_INPUT_INVALID): values do not fit the signature; one violation for each, up to 100.
     * - NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET): nothing answers to the name or the selector.
     * - FAILED_PRECONDITION (VERSION_DELETED): what the selector names is a tombstone.
     * - FAILED_PRECONDITION (MODEL_LOAD_FAILED): the version cannot be loaded.
     * - UNKNOWN (MODEL_RAISED, MODEL_OUTPUT_INVALID): the model's code failed on this input, or its answer exceeds a gRPC message.
     * - UNAVAILABLE (WORKER_CRASHED, SHUTTING_DOWN, CATALOGUE_UNAVAILABLE): retry after the delay.
     * - RESOURCE_EXHAUSTED (QUEUE_FULL, OVERLOADED, MEMORY_BUDGET_EXCEEDED): retry after the delay.
     * - DEADLINE_EXCEEDED (DEADLINE_PASSED, WORKER_HUNG): not done in time.
     * </pre>
     */
    public dev.hokusai.inference.v1.PredictResponse predict(dev.hokusai.inference.v1.PredictRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPredictMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Predicts over a sequence of batches with bounded memory on both sides.
     * The client sends `open` and MUST wait for `ready` before its first `batch`. `ready` pins one version for the whole stream. Each batch
     * gets exactly one `result`, in the order of `sequence`; a failed batch has a status in its result and does not end the stream. At most
     * `ready.window` batches may be unanswered; more are not read until answers were taken. When the client half-closes, the server answers
     * what is left and sends `summary` as the last frame: a stream that ends without it is incomplete. To resume after a broken connection,
     * open a new stream on any replica with the exact version of `ready` and `first_sequence` = the first unanswered sequence, and send the
     * unanswered batches again. Safe to repeat: predicting changes no state.
     * Errors that end the stream:
     * - INVALID_ARGUMENT (INVALID_REQUEST): a field of `open` or of a `batch` breaks its rule.
     * - INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): first frame not `open`, a second `open`, or a sequence that is not the previous plus one.
     * - NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET), FAILED_PRECONDITION (VERSION_DELETED, MODEL_LOAD_FAILED) and
     *   UNAVAILABLE (CATALOGUE_UNAVAILABLE): before `ready`.
     * - RESOURCE_EXHAUSTED (TOO_MANY_STREAMS, MEMORY_BUDGET_EXCEEDED): before `ready`, with RetryInfo.
     * - UNAVAILABLE (SHUTTING_DOWN): the server drains and the grace time ended; resume elsewhere.
     * - DEADLINE_EXCEEDED (DEADLINE_PASSED): the deadline of the whole stream.
     * Errors in a result: those of Predict.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<dev.hokusai.inference.v1.StreamPredictRequest, dev.hokusai.inference.v1.StreamPredictResponse>
        streamPredict() {
      return io.grpc.stub.ClientCalls.blockingBidiStreamingCall(
          getChannel(), getStreamPredictMethod(), getCallOptions());
    }

    /**
     * <pre>
     * Tells what a version takes and gives, without loading it.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
     * FAILED_PRECONDITION (VERSION_DELETED); UNAVAILABLE (CATALOGUE_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.inference.v1.GetModelSignatureResponse getModelSignature(dev.hokusai.inference.v1.GetModelSignatureRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetModelSignatureMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Brings a version to serve, so that its first prediction does not wait. Answers when it is ready. Tries anew what could not be
     * loaded just now.
     * Idempotent: loading what is loaded answers at once and updates `pinned`. Concurrent loads of one version share one load.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
     * FAILED_PRECONDITION (VERSION_DELETED, MODEL_LOAD_FAILED); RESOURCE_EXHAUSTED (MEMORY_BUDGET_EXCEEDED); UNAVAILABLE (WORKER_CRASHED):
     * its processes crashed so often that the next one has to wait, (SHUTTING_DOWN, CATALOGUE_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.inference.v1.LoadModelResponse loadModel(dev.hokusai.inference.v1.LoadModelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getLoadModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends the processes of a version after its running calls, which gives its memory back. A later prediction loads it again.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_LOADED): it is not loaded.
     * </pre>
     */
    public dev.hokusai.inference.v1.UnloadModelResponse unloadModel(dev.hokusai.inference.v1.UnloadModelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUnloadModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what this server has loaded, by model and then by version precedence. At most a few hundred, so without pages.
     * </pre>
     */
    public dev.hokusai.inference.v1.ListLoadedModelsResponse listLoadedModels(dev.hokusai.inference.v1.ListLoadedModelsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListLoadedModelsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service InferenceService.
   * <pre>
   * Predicts with registered versions: one request of 1..n rows, or an endless ordered stream of them.
   * A version is loaded into processes of its own on first use. Model code never sees a value that does not fit the version's signature,
   * and a model that crashes or hangs costs its own requests an error and nobody else anything.
   * </pre>
   */
  public static final class InferenceServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<InferenceServiceBlockingStub> {
    private InferenceServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InferenceServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InferenceServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Predicts 1..n rows with one version.
     * The version is the one that `selector` names; without one, the traffic policy's choice if the model has a policy, else `&#64;production`
     * if set, else the latest. `served_by` names it. Concurrent requests for the same version share one call of the model; the answer is the
     * same as if each had been alone. Predicting changes no state, so repeating is safe. Work that cannot start before the caller's deadline
     * never starts; a cancelled call that has not started never runs.
     * Errors:
     * - INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule.
     * - INVALID_ARGUMENT (PAYLOAD_INVALID): the payload cannot be decoded.
     * - INVALID_ARGUMENT (MODEL_INPUT_INVALID): values do not fit the signature; one violation for each, up to 100.
     * - NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET): nothing answers to the name or the selector.
     * - FAILED_PRECONDITION (VERSION_DELETED): what the selector names is a tombstone.
     * - FAILED_PRECONDITION (MODEL_LOAD_FAILED): the version cannot be loaded.
     * - UNKNOWN (MODEL_RAISED, MODEL_OUTPUT_INVALID): the model's code failed on this input, or its answer exceeds a gRPC message.
     * - UNAVAILABLE (WORKER_CRASHED, SHUTTING_DOWN, CATALOGUE_UNAVAILABLE): retry after the delay.
     * - RESOURCE_EXHAUSTED (QUEUE_FULL, OVERLOADED, MEMORY_BUDGET_EXCEEDED): retry after the delay.
     * - DEADLINE_EXCEEDED (DEADLINE_PASSED, WORKER_HUNG): not done in time.
     * </pre>
     */
    public dev.hokusai.inference.v1.PredictResponse predict(dev.hokusai.inference.v1.PredictRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPredictMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Tells what a version takes and gives, without loading it.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
     * FAILED_PRECONDITION (VERSION_DELETED); UNAVAILABLE (CATALOGUE_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.inference.v1.GetModelSignatureResponse getModelSignature(dev.hokusai.inference.v1.GetModelSignatureRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetModelSignatureMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Brings a version to serve, so that its first prediction does not wait. Answers when it is ready. Tries anew what could not be
     * loaded just now.
     * Idempotent: loading what is loaded answers at once and updates `pinned`. Concurrent loads of one version share one load.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
     * FAILED_PRECONDITION (VERSION_DELETED, MODEL_LOAD_FAILED); RESOURCE_EXHAUSTED (MEMORY_BUDGET_EXCEEDED); UNAVAILABLE (WORKER_CRASHED):
     * its processes crashed so often that the next one has to wait, (SHUTTING_DOWN, CATALOGUE_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.inference.v1.LoadModelResponse loadModel(dev.hokusai.inference.v1.LoadModelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getLoadModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends the processes of a version after its running calls, which gives its memory back. A later prediction loads it again.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_LOADED): it is not loaded.
     * </pre>
     */
    public dev.hokusai.inference.v1.UnloadModelResponse unloadModel(dev.hokusai.inference.v1.UnloadModelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUnloadModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what this server has loaded, by model and then by version precedence. At most a few hundred, so without pages.
     * </pre>
     */
    public dev.hokusai.inference.v1.ListLoadedModelsResponse listLoadedModels(dev.hokusai.inference.v1.ListLoadedModelsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListLoadedModelsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service InferenceService.
   * <pre>
   * Predicts with registered versions: one request of 1..n rows, or an endless ordered stream of them.
   * A version is loaded into processes of its own on first use. Model code never sees a value that does not fit the version's signature,
   * and a model that crashes or hangs costs its own requests an error and nobody else anything.
   * </pre>
   */
  public static final class InferenceServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<InferenceServiceFutureStub> {
    private InferenceServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InferenceServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InferenceServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Predicts 1..n rows with one version.
     * The version is the one that `selector` names; without one, the traffic policy's choice if the model has a policy, else `&#64;production`
     * if set, else the latest. `served_by` names it. Concurrent requests for the same version share one call of the model; the answer is the
     * same as if each had been alone. Predicting changes no state, so repeating is safe. Work that cannot start before the caller's deadline
     * never starts; a cancelled call that has not started never runs.
     * Errors:
     * - INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule.
     * - INVALID_ARGUMENT (PAYLOAD_INVALID): the payload cannot be decoded.
     * - INVALID_ARGUMENT (MODEL_INPUT_INVALID): values do not fit the signature; one violation for each, up to 100.
     * - NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET): nothing answers to the name or the selector.
     * - FAILED_PRECONDITION (VERSION_DELETED): what the selector names is a tombstone.
     * - FAILED_PRECONDITION (MODEL_LOAD_FAILED): the version cannot be loaded.
     * - UNKNOWN (MODEL_RAISED, MODEL_OUTPUT_INVALID): the model's code failed on this input, or its answer exceeds a gRPC message.
     * - UNAVAILABLE (WORKER_CRASHED, SHUTTING_DOWN, CATALOGUE_UNAVAILABLE): retry after the delay.
     * - RESOURCE_EXHAUSTED (QUEUE_FULL, OVERLOADED, MEMORY_BUDGET_EXCEEDED): retry after the delay.
     * - DEADLINE_EXCEEDED (DEADLINE_PASSED, WORKER_HUNG): not done in time.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.inference.v1.PredictResponse> predict(
        dev.hokusai.inference.v1.PredictRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPredictMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Tells what a version takes and gives, without loading it.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
     * FAILED_PRECONDITION (VERSION_DELETED); UNAVAILABLE (CATALOGUE_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.inference.v1.GetModelSignatureResponse> getModelSignature(
        dev.hokusai.inference.v1.GetModelSignatureRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetModelSignatureMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Brings a version to serve, so that its first prediction does not wait. Answers when it is ready. Tries anew what could not be
     * loaded just now.
     * Idempotent: loading what is loaded answers at once and updates `pinned`. Concurrent loads of one version share one load.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
     * FAILED_PRECONDITION (VERSION_DELETED, MODEL_LOAD_FAILED); RESOURCE_EXHAUSTED (MEMORY_BUDGET_EXCEEDED); UNAVAILABLE (WORKER_CRASHED):
     * its processes crashed so often that the next one has to wait, (SHUTTING_DOWN, CATALOGUE_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.inference.v1.LoadModelResponse> loadModel(
        dev.hokusai.inference.v1.LoadModelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getLoadModelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Ends the processes of a version after its running calls, which gives its memory back. A later prediction loads it again.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_LOADED): it is not loaded.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.inference.v1.UnloadModelResponse> unloadModel(
        dev.hokusai.inference.v1.UnloadModelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUnloadModelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists what this server has loaded, by model and then by version precedence. At most a few hundred, so without pages.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.inference.v1.ListLoadedModelsResponse> listLoadedModels(
        dev.hokusai.inference.v1.ListLoadedModelsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListLoadedModelsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_PREDICT = 0;
  private static final int METHODID_GET_MODEL_SIGNATURE = 1;
  private static final int METHODID_LOAD_MODEL = 2;
  private static final int METHODID_UNLOAD_MODEL = 3;
  private static final int METHODID_LIST_LOADED_MODELS = 4;
  private static final int METHODID_STREAM_PREDICT = 5;

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
        case METHODID_PREDICT:
          serviceImpl.predict((dev.hokusai.inference.v1.PredictRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.PredictResponse>) responseObserver);
          break;
        case METHODID_GET_MODEL_SIGNATURE:
          serviceImpl.getModelSignature((dev.hokusai.inference.v1.GetModelSignatureRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.GetModelSignatureResponse>) responseObserver);
          break;
        case METHODID_LOAD_MODEL:
          serviceImpl.loadModel((dev.hokusai.inference.v1.LoadModelRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.LoadModelResponse>) responseObserver);
          break;
        case METHODID_UNLOAD_MODEL:
          serviceImpl.unloadModel((dev.hokusai.inference.v1.UnloadModelRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.UnloadModelResponse>) responseObserver);
          break;
        case METHODID_LIST_LOADED_MODELS:
          serviceImpl.listLoadedModels((dev.hokusai.inference.v1.ListLoadedModelsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.ListLoadedModelsResponse>) responseObserver);
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
        case METHODID_STREAM_PREDICT:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.streamPredict(
              (io.grpc.stub.StreamObserver<dev.hokusai.inference.v1.StreamPredictResponse>) responseObserver);
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getPredictMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.inference.v1.PredictRequest,
              dev.hokusai.inference.v1.PredictResponse>(
                service, METHODID_PREDICT)))
        .addMethod(
          getStreamPredictMethod(),
          io.grpc.stub.ServerCalls.asyncBidiStreamingCall(
            new MethodHandlers<
              dev.hokusai.inference.v1.StreamPredictRequest,
              dev.hokusai.inference.v1.StreamPredictResponse>(
                service, METHODID_STREAM_PREDICT)))
        .addMethod(
          getGetModelSignatureMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.inference.v1.GetModelSignatureRequest,
              dev.hokusai.inference.v1.GetModelSignatureResponse>(
                service, METHODID_GET_MODEL_SIGNATURE)))
        .addMethod(
          getLoadModelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.inference.v1.LoadModelRequest,
              dev.hokusai.inference.v1.LoadModelResponse>(
                service, METHODID_LOAD_MODEL)))
        .addMethod(
          getUnloadModelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.inference.v1.UnloadModelRequest,
              dev.hokusai.inference.v1.UnloadModelResponse>(
                service, METHODID_UNLOAD_MODEL)))
        .addMethod(
          getListLoadedModelsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.inference.v1.ListLoadedModelsRequest,
              dev.hokusai.inference.v1.ListLoadedModelsResponse>(
                service, METHODID_LIST_LOADED_MODELS)))
        .build();
  }

  private static abstract class InferenceServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    InferenceServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.hokusai.inference.v1.InferenceServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("InferenceService");
    }
  }

  private static final class InferenceServiceFileDescriptorSupplier
      extends InferenceServiceBaseDescriptorSupplier {
    InferenceServiceFileDescriptorSupplier() {}
  }

  private static final class InferenceServiceMethodDescriptorSupplier
      extends InferenceServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    InferenceServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (InferenceServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new InferenceServiceFileDescriptorSupplier())
              .addMethod(getPredictMethod())
              .addMethod(getStreamPredictMethod())
              .addMethod(getGetModelSignatureMethod())
              .addMethod(getLoadModelMethod())
              .addMethod(getUnloadModelMethod())
              .addMethod(getListLoadedModelsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
