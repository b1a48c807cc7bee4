package dev.hokusai.tracking.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Experiments and runs, which live in MLflow, and inference events, which live in Hokusai's own store.
 * Every RPC that speaks to MLflow can end with UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer; retry after the
 * delay given; with FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's own credentials, which the
 * caller cannot help; and with FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow refused the call for a reason of its own.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class TrackingServiceGrpc {

  private TrackingServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "hokusai.tracking.v1.TrackingService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.CreateExperimentRequest,
      dev.hokusai.tracking.v1.CreateExperimentResponse> getCreateExperimentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateExperiment",
      requestType = dev.hokusai.tracking.v1.CreateExperimentRequest.class,
      responseType = dev.hokusai.tracking.v1.CreateExperimentResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.CreateExperimentRequest,
      dev.hokusai.tracking.v1.CreateExperimentResponse> getCreateExperimentMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.CreateExperimentRequest, dev.hokusai.tracking.v1.CreateExperimentResponse> getCreateExperimentMethod;
    if ((getCreateExperimentMethod = TrackingServiceGrpc.getCreateExperimentMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getCreateExperimentMethod = TrackingServiceGrpc.getCreateExperimentMethod) == null) {
          TrackingServiceGrpc.getCreateExperimentMethod = getCreateExperimentMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.CreateExperimentRequest, dev.hokusai.tracking.v1.CreateExperimentResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateExperiment"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.CreateExperimentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.CreateExperimentResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("CreateExperiment"))
              .build();
        }
      }
    }
    return getCreateExperimentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetExperimentRequest,
      dev.hokusai.tracking.v1.GetExperimentResponse> getGetExperimentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetExperiment",
      requestType = dev.hokusai.tracking.v1.GetExperimentRequest.class,
      responseType = dev.hokusai.tracking.v1.GetExperimentResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetExperimentRequest,
      dev.hokusai.tracking.v1.GetExperimentResponse> getGetExperimentMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetExperimentRequest, dev.hokusai.tracking.v1.GetExperimentResponse> getGetExperimentMethod;
    if ((getGetExperimentMethod = TrackingServiceGrpc.getGetExperimentMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getGetExperimentMethod = TrackingServiceGrpc.getGetExperimentMethod) == null) {
          TrackingServiceGrpc.getGetExperimentMethod = getGetExperimentMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.GetExperimentRequest, dev.hokusai.tracking.v1.GetExperimentResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetExperiment"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.GetExperimentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.GetExperimentResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("GetExperiment"))
              .build();
        }
      }
    }
    return getGetExperimentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.ListExperimentsRequest,
      dev.hokusai.tracking.v1.ListExperimentsResponse> getListExperimentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListExperiments",
      requestType = dev.hokusai.tracking.v1.ListExperimentsRequest.class,
      responseType = dev.hokusai.tracking.v1.ListExperimentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.ListExperimentsRequest,
      dev.hokusai.tracking.v1.ListExperimentsResponse> getListExperimentsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.ListExperimentsRequest, dev.hokusai.tracking.v1.ListExperimentsResponse> getListExperimentsMethod;
    if ((getListExperimentsMethod = TrackingServiceGrpc.getListExperimentsMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getListExperimentsMethod = TrackingServiceGrpc.getListExperimentsMethod) == null) {
          TrackingServiceGrpc.getListExperimentsMethod = getListExperimentsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.ListExperimentsRequest, dev.hokusai.tracking.v1.ListExperimentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListExperiments"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.ListExperimentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.ListExperimentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("ListExperiments"))
              .build();
        }
      }
    }
    return getListExperimentsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.CreateRunRequest,
      dev.hokusai.tracking.v1.CreateRunResponse> getCreateRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateRun",
      requestType = dev.hokusai.tracking.v1.CreateRunRequest.class,
      responseType = dev.hokusai.tracking.v1.CreateRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.CreateRunRequest,
      dev.hokusai.tracking.v1.CreateRunResponse> getCreateRunMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.CreateRunRequest, dev.hokusai.tracking.v1.CreateRunResponse> getCreateRunMethod;
    if ((getCreateRunMethod = TrackingServiceGrpc.getCreateRunMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getCreateRunMethod = TrackingServiceGrpc.getCreateRunMethod) == null) {
          TrackingServiceGrpc.getCreateRunMethod = getCreateRunMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.CreateRunRequest, dev.hokusai.tracking.v1.CreateRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateRun"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.CreateRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.CreateRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("CreateRun"))
              .build();
        }
      }
    }
    return getCreateRunMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetRunRequest,
      dev.hokusai.tracking.v1.GetRunResponse> getGetRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetRun",
      requestType = dev.hokusai.tracking.v1.GetRunRequest.class,
      responseType = dev.hokusai.tracking.v1.GetRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetRunRequest,
      dev.hokusai.tracking.v1.GetRunResponse> getGetRunMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetRunRequest, dev.hokusai.tracking.v1.GetRunResponse> getGetRunMethod;
    if ((getGetRunMethod = TrackingServiceGrpc.getGetRunMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getGetRunMethod = TrackingServiceGrpc.getGetRunMethod) == null) {
          TrackingServiceGrpc.getGetRunMethod = getGetRunMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.GetRunRequest, dev.hokusai.tracking.v1.GetRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetRun"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.GetRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.GetRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("GetRun"))
              .build();
        }
      }
    }
    return getGetRunMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.SearchRunsRequest,
      dev.hokusai.tracking.v1.SearchRunsResponse> getSearchRunsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SearchRuns",
      requestType = dev.hokusai.tracking.v1.SearchRunsRequest.class,
      responseType = dev.hokusai.tracking.v1.SearchRunsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.SearchRunsRequest,
      dev.hokusai.tracking.v1.SearchRunsResponse> getSearchRunsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.SearchRunsRequest, dev.hokusai.tracking.v1.SearchRunsResponse> getSearchRunsMethod;
    if ((getSearchRunsMethod = TrackingServiceGrpc.getSearchRunsMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getSearchRunsMethod = TrackingServiceGrpc.getSearchRunsMethod) == null) {
          TrackingServiceGrpc.getSearchRunsMethod = getSearchRunsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.SearchRunsRequest, dev.hokusai.tracking.v1.SearchRunsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SearchRuns"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.SearchRunsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.SearchRunsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("SearchRuns"))
              .build();
        }
      }
    }
    return getSearchRunsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.UpdateRunRequest,
      dev.hokusai.tracking.v1.UpdateRunResponse> getUpdateRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateRun",
      requestType = dev.hokusai.tracking.v1.UpdateRunRequest.class,
      responseType = dev.hokusai.tracking.v1.UpdateRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.UpdateRunRequest,
      dev.hokusai.tracking.v1.UpdateRunResponse> getUpdateRunMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.UpdateRunRequest, dev.hokusai.tracking.v1.UpdateRunResponse> getUpdateRunMethod;
    if ((getUpdateRunMethod = TrackingServiceGrpc.getUpdateRunMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getUpdateRunMethod = TrackingServiceGrpc.getUpdateRunMethod) == null) {
          TrackingServiceGrpc.getUpdateRunMethod = getUpdateRunMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.UpdateRunRequest, dev.hokusai.tracking.v1.UpdateRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateRun"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.UpdateRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.UpdateRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("UpdateRun"))
              .build();
        }
      }
    }
    return getUpdateRunMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.FinishRunRequest,
      dev.hokusai.tracking.v1.FinishRunResponse> getFinishRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "FinishRun",
      requestType = dev.hokusai.tracking.v1.FinishRunRequest.class,
      responseType = dev.hokusai.tracking.v1.FinishRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.FinishRunRequest,
      dev.hokusai.tracking.v1.FinishRunResponse> getFinishRunMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.FinishRunRequest, dev.hokusai.tracking.v1.FinishRunResponse> getFinishRunMethod;
    if ((getFinishRunMethod = TrackingServiceGrpc.getFinishRunMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getFinishRunMethod = TrackingServiceGrpc.getFinishRunMethod) == null) {
          TrackingServiceGrpc.getFinishRunMethod = getFinishRunMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.FinishRunRequest, dev.hokusai.tracking.v1.FinishRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "FinishRun"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.FinishRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.FinishRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("FinishRun"))
              .build();
        }
      }
    }
    return getFinishRunMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.LogBatchRequest,
      dev.hokusai.tracking.v1.LogBatchResponse> getLogBatchMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "LogBatch",
      requestType = dev.hokusai.tracking.v1.LogBatchRequest.class,
      responseType = dev.hokusai.tracking.v1.LogBatchResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.LogBatchRequest,
      dev.hokusai.tracking.v1.LogBatchResponse> getLogBatchMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.LogBatchRequest, dev.hokusai.tracking.v1.LogBatchResponse> getLogBatchMethod;
    if ((getLogBatchMethod = TrackingServiceGrpc.getLogBatchMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getLogBatchMethod = TrackingServiceGrpc.getLogBatchMethod) == null) {
          TrackingServiceGrpc.getLogBatchMethod = getLogBatchMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.LogBatchRequest, dev.hokusai.tracking.v1.LogBatchResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "LogBatch"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.LogBatchRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.LogBatchResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("LogBatch"))
              .build();
        }
      }
    }
    return getLogBatchMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.StreamMetricsRequest,
      dev.hokusai.tracking.v1.StreamMetricsResponse> getStreamMetricsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "StreamMetrics",
      requestType = dev.hokusai.tracking.v1.StreamMetricsRequest.class,
      responseType = dev.hokusai.tracking.v1.StreamMetricsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.StreamMetricsRequest,
      dev.hokusai.tracking.v1.StreamMetricsResponse> getStreamMetricsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.StreamMetricsRequest, dev.hokusai.tracking.v1.StreamMetricsResponse> getStreamMetricsMethod;
    if ((getStreamMetricsMethod = TrackingServiceGrpc.getStreamMetricsMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getStreamMetricsMethod = TrackingServiceGrpc.getStreamMetricsMethod) == null) {
          TrackingServiceGrpc.getStreamMetricsMethod = getStreamMetricsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.StreamMetricsRequest, dev.hokusai.tracking.v1.StreamMetricsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "StreamMetrics"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.StreamMetricsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.StreamMetricsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("StreamMetrics"))
              .build();
        }
      }
    }
    return getStreamMetricsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetMetricHistoryRequest,
      dev.hokusai.tracking.v1.GetMetricHistoryResponse> getGetMetricHistoryMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetMetricHistory",
      requestType = dev.hokusai.tracking.v1.GetMetricHistoryRequest.class,
      responseType = dev.hokusai.tracking.v1.GetMetricHistoryResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetMetricHistoryRequest,
      dev.hokusai.tracking.v1.GetMetricHistoryResponse> getGetMetricHistoryMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetMetricHistoryRequest, dev.hokusai.tracking.v1.GetMetricHistoryResponse> getGetMetricHistoryMethod;
    if ((getGetMetricHistoryMethod = TrackingServiceGrpc.getGetMetricHistoryMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getGetMetricHistoryMethod = TrackingServiceGrpc.getGetMetricHistoryMethod) == null) {
          TrackingServiceGrpc.getGetMetricHistoryMethod = getGetMetricHistoryMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.GetMetricHistoryRequest, dev.hokusai.tracking.v1.GetMetricHistoryResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetMetricHistory"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.GetMetricHistoryRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.GetMetricHistoryResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("GetMetricHistory"))
              .build();
        }
      }
    }
    return getGetMetricHistoryMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.LogArtifactRequest,
      dev.hokusai.tracking.v1.LogArtifactResponse> getLogArtifactMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "LogArtifact",
      requestType = dev.hokusai.tracking.v1.LogArtifactRequest.class,
      responseType = dev.hokusai.tracking.v1.LogArtifactResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.LogArtifactRequest,
      dev.hokusai.tracking.v1.LogArtifactResponse> getLogArtifactMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.LogArtifactRequest, dev.hokusai.tracking.v1.LogArtifactResponse> getLogArtifactMethod;
    if ((getLogArtifactMethod = TrackingServiceGrpc.getLogArtifactMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getLogArtifactMethod = TrackingServiceGrpc.getLogArtifactMethod) == null) {
          TrackingServiceGrpc.getLogArtifactMethod = getLogArtifactMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.LogArtifactRequest, dev.hokusai.tracking.v1.LogArtifactResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "LogArtifact"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.LogArtifactRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.LogArtifactResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("LogArtifact"))
              .build();
        }
      }
    }
    return getLogArtifactMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.ListArtifactsRequest,
      dev.hokusai.tracking.v1.ListArtifactsResponse> getListArtifactsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListArtifacts",
      requestType = dev.hokusai.tracking.v1.ListArtifactsRequest.class,
      responseType = dev.hokusai.tracking.v1.ListArtifactsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.ListArtifactsRequest,
      dev.hokusai.tracking.v1.ListArtifactsResponse> getListArtifactsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.ListArtifactsRequest, dev.hokusai.tracking.v1.ListArtifactsResponse> getListArtifactsMethod;
    if ((getListArtifactsMethod = TrackingServiceGrpc.getListArtifactsMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getListArtifactsMethod = TrackingServiceGrpc.getListArtifactsMethod) == null) {
          TrackingServiceGrpc.getListArtifactsMethod = getListArtifactsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.ListArtifactsRequest, dev.hokusai.tracking.v1.ListArtifactsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListArtifacts"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.ListArtifactsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.ListArtifactsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("ListArtifacts"))
              .build();
        }
      }
    }
    return getListArtifactsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.DownloadArtifactRequest,
      dev.hokusai.tracking.v1.DownloadArtifactResponse> getDownloadArtifactMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DownloadArtifact",
      requestType = dev.hokusai.tracking.v1.DownloadArtifactRequest.class,
      responseType = dev.hokusai.tracking.v1.DownloadArtifactResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.DownloadArtifactRequest,
      dev.hokusai.tracking.v1.DownloadArtifactResponse> getDownloadArtifactMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.DownloadArtifactRequest, dev.hokusai.tracking.v1.DownloadArtifactResponse> getDownloadArtifactMethod;
    if ((getDownloadArtifactMethod = TrackingServiceGrpc.getDownloadArtifactMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getDownloadArtifactMethod = TrackingServiceGrpc.getDownloadArtifactMethod) == null) {
          TrackingServiceGrpc.getDownloadArtifactMethod = getDownloadArtifactMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.DownloadArtifactRequest, dev.hokusai.tracking.v1.DownloadArtifactResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DownloadArtifact"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.DownloadArtifactRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.DownloadArtifactResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("DownloadArtifact"))
              .build();
        }
      }
    }
    return getDownloadArtifactMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.TrackInferenceRequest,
      dev.hokusai.tracking.v1.TrackInferenceResponse> getTrackInferenceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "TrackInference",
      requestType = dev.hokusai.tracking.v1.TrackInferenceRequest.class,
      responseType = dev.hokusai.tracking.v1.TrackInferenceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.TrackInferenceRequest,
      dev.hokusai.tracking.v1.TrackInferenceResponse> getTrackInferenceMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.TrackInferenceRequest, dev.hokusai.tracking.v1.TrackInferenceResponse> getTrackInferenceMethod;
    if ((getTrackInferenceMethod = TrackingServiceGrpc.getTrackInferenceMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getTrackInferenceMethod = TrackingServiceGrpc.getTrackInferenceMethod) == null) {
          TrackingServiceGrpc.getTrackInferenceMethod = getTrackInferenceMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.TrackInferenceRequest, dev.hokusai.tracking.v1.TrackInferenceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "TrackInference"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.TrackInferenceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.TrackInferenceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("TrackInference"))
              .build();
        }
      }
    }
    return getTrackInferenceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.StreamInferenceEventsRequest,
      dev.hokusai.tracking.v1.StreamInferenceEventsResponse> getStreamInferenceEventsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "StreamInferenceEvents",
      requestType = dev.hokusai.tracking.v1.StreamInferenceEventsRequest.class,
      responseType = dev.hokusai.tracking.v1.StreamInferenceEventsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.StreamInferenceEventsRequest,
      dev.hokusai.tracking.v1.StreamInferenceEventsResponse> getStreamInferenceEventsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.StreamInferenceEventsRequest, dev.hokusai.tracking.v1.StreamInferenceEventsResponse> getStreamInferenceEventsMethod;
    if ((getStreamInferenceEventsMethod = TrackingServiceGrpc.getStreamInferenceEventsMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getStreamInferenceEventsMethod = TrackingServiceGrpc.getStreamInferenceEventsMethod) == null) {
          TrackingServiceGrpc.getStreamInferenceEventsMethod = getStreamInferenceEventsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.StreamInferenceEventsRequest, dev.hokusai.tracking.v1.StreamInferenceEventsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "StreamInferenceEvents"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.StreamInferenceEventsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.StreamInferenceEventsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("StreamInferenceEvents"))
              .build();
        }
      }
    }
    return getStreamInferenceEventsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetInferenceStatisticsRequest,
      dev.hokusai.tracking.v1.GetInferenceStatisticsResponse> getGetInferenceStatisticsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetInferenceStatistics",
      requestType = dev.hokusai.tracking.v1.GetInferenceStatisticsRequest.class,
      responseType = dev.hokusai.tracking.v1.GetInferenceStatisticsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetInferenceStatisticsRequest,
      dev.hokusai.tracking.v1.GetInferenceStatisticsResponse> getGetInferenceStatisticsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.GetInferenceStatisticsRequest, dev.hokusai.tracking.v1.GetInferenceStatisticsResponse> getGetInferenceStatisticsMethod;
    if ((getGetInferenceStatisticsMethod = TrackingServiceGrpc.getGetInferenceStatisticsMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getGetInferenceStatisticsMethod = TrackingServiceGrpc.getGetInferenceStatisticsMethod) == null) {
          TrackingServiceGrpc.getGetInferenceStatisticsMethod = getGetInferenceStatisticsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.GetInferenceStatisticsRequest, dev.hokusai.tracking.v1.GetInferenceStatisticsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetInferenceStatistics"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.GetInferenceStatisticsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.GetInferenceStatisticsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("GetInferenceStatistics"))
              .build();
        }
      }
    }
    return getGetInferenceStatisticsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.TrackImprovementRequest,
      dev.hokusai.tracking.v1.TrackImprovementResponse> getTrackImprovementMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "TrackImprovement",
      requestType = dev.hokusai.tracking.v1.TrackImprovementRequest.class,
      responseType = dev.hokusai.tracking.v1.TrackImprovementResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.TrackImprovementRequest,
      dev.hokusai.tracking.v1.TrackImprovementResponse> getTrackImprovementMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.TrackImprovementRequest, dev.hokusai.tracking.v1.TrackImprovementResponse> getTrackImprovementMethod;
    if ((getTrackImprovementMethod = TrackingServiceGrpc.getTrackImprovementMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getTrackImprovementMethod = TrackingServiceGrpc.getTrackImprovementMethod) == null) {
          TrackingServiceGrpc.getTrackImprovementMethod = getTrackImprovementMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.TrackImprovementRequest, dev.hokusai.tracking.v1.TrackImprovementResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "TrackImprovement"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.TrackImprovementRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.TrackImprovementResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("TrackImprovement"))
              .build();
        }
      }
    }
    return getTrackImprovementMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.CompareModelsRequest,
      dev.hokusai.tracking.v1.CompareModelsResponse> getCompareModelsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CompareModels",
      requestType = dev.hokusai.tracking.v1.CompareModelsRequest.class,
      responseType = dev.hokusai.tracking.v1.CompareModelsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.CompareModelsRequest,
      dev.hokusai.tracking.v1.CompareModelsResponse> getCompareModelsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.tracking.v1.CompareModelsRequest, dev.hokusai.tracking.v1.CompareModelsResponse> getCompareModelsMethod;
    if ((getCompareModelsMethod = TrackingServiceGrpc.getCompareModelsMethod) == null) {
      synchronized (TrackingServiceGrpc.class) {
        if ((getCompareModelsMethod = TrackingServiceGrpc.getCompareModelsMethod) == null) {
          TrackingServiceGrpc.getCompareModelsMethod = getCompareModelsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.tracking.v1.CompareModelsRequest, dev.hokusai.tracking.v1.CompareModelsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CompareModels"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.CompareModelsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.tracking.v1.CompareModelsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TrackingServiceMethodDescriptorSupplier("CompareModels"))
              .build();
        }
      }
    }
    return getCompareModelsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static TrackingServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TrackingServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TrackingServiceStub>() {
        @java.lang.Override
        public TrackingServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TrackingServiceStub(channel, callOptions);
        }
      };
    return TrackingServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static TrackingServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TrackingServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TrackingServiceBlockingV2Stub>() {
        @java.lang.Override
        public TrackingServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TrackingServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return TrackingServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static TrackingServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TrackingServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TrackingServiceBlockingStub>() {
        @java.lang.Override
        public TrackingServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TrackingServiceBlockingStub(channel, callOptions);
        }
      };
    return TrackingServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static TrackingServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TrackingServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TrackingServiceFutureStub>() {
        @java.lang.Override
        public TrackingServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TrackingServiceFutureStub(channel, callOptions);
        }
      };
    return TrackingServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Experiments and runs, which live in MLflow, and inference events, which live in Hokusai's own store.
   * Every RPC that speaks to MLflow can end with UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer; retry after the
   * delay given; with FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's own credentials, which the
   * caller cannot help; and with FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow refused the call for a reason of its own.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Creates an experiment. Atomic. Idempotent with `request_id`.
     * Errors: ALREADY_EXISTS (EXPERIMENT_ALREADY_EXISTS): the name is taken, also by a deleted experiment.
     * INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule. INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came
     * before with another body. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void createExperiment(dev.hokusai.tracking.v1.CreateExperimentRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.CreateExperimentResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateExperimentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one experiment, by identifier or by name; deleted ones too.
     * Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void getExperiment(dev.hokusai.tracking.v1.GetExperimentRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetExperimentResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetExperimentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists experiments, newest first unless `order_by` says otherwise.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
     * the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void listExperiments(dev.hokusai.tracking.v1.ListExperimentsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.ListExperimentsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListExperimentsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Begins a run in state RUNNING. Atomic. Idempotent with `request_id`: the same id returns the same run.
     * Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). FAILED_PRECONDITION (EXPERIMENT_DELETED): a deleted experiment takes no
     * runs. INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void createRun(dev.hokusai.tracking.v1.CreateRunRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.CreateRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateRunMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one run with its params, tags and the last point of each metric.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void getRun(dev.hokusai.tracking.v1.GetRunRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetRunMethod(), responseObserver);
    }

    /**
     * <pre>
     * Searches the runs of one or more experiments, newest first unless `order_by` says otherwise. Deleted runs are left
     * out.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
     * the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void searchRuns(dev.hokusai.tracking.v1.SearchRunsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.SearchRunsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSearchRunsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Renames a run, sets tags and removes tags. Each given part is set to the given value, so a repeated call changes
     * nothing more. Not atomic over its parts: after an error some may be done, and repeating the call finishes it.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void updateRun(dev.hokusai.tracking.v1.UpdateRunRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.UpdateRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateRunMethod(), responseObserver);
    }

    /**
     * <pre>
     * Ends a run. Ending a run that ended in the same state changes nothing, its end time included.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (RUN_FINISHED): it ended in another state.
     * INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void finishRun(dev.hokusai.tracking.v1.FinishRunRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.FinishRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getFinishRunMethod(), responseObserver);
    }

    /**
     * <pre>
     * Logs params, metric points and tags of one run. Limits: 1000 metric points, 100 params, 100 tags, and together no
     * more than 1000. All are checked before any is written. Not atomic over the three kinds: after UNAVAILABLE some may
     * be written, and the same call with the same `request_id` finishes it without doubling a point. Without a
     * `request_id`, points that carry their own `measure_time` are safe to repeat, others are not.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (PARAM_CHANGED): a param has another value already.
     * INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void logBatch(dev.hokusai.tracking.v1.LogBatchRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.LogBatchResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getLogBatchMethod(), responseObserver);
    }

    /**
     * <pre>
     * Logs metric points as they come, for training loops.
     * The client sends `open` and MUST wait for `ready` before its first `batch`. Each batch gets exactly one `ack`, in the
     * order sent, once its points are in MLflow; a refused batch (a `status` other than OK) does not end the stream and
     * none of its points is written. After `finish` (or half-close) the server sends `summary` and ends the stream; a
     * stream without `summary` is incomplete: send the batches that had no ack again. Points that carry their own
     * `measure_time` are safe to repeat. At most 16 batches wait for their ack; past that the server reads no further.
     * Errors ending the stream: NOT_FOUND (RUN_NOT_FOUND) at open. INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): the first frame
     * is not `open`, `open` comes twice, or a sequence does not grow. UNAVAILABLE (SHUTTING_DOWN): the server ends; batches
     * that it had read were answered before.
     * In band, per batch: INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.StreamMetricsRequest> streamMetrics(
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.StreamMetricsResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getStreamMetricsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gives the series of one metric of one run, in the order in which MLflow holds it.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (PAGE_TOKEN_INVALID). UNAVAILABLE (MLFLOW_UNAVAILABLE). A metric
     * that was never logged is an empty series, not an error.
     * </pre>
     */
    default void getMetricHistory(dev.hokusai.tracking.v1.GetMetricHistoryRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetMetricHistoryResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetMetricHistoryMethod(), responseObserver);
    }

    /**
     * <pre>
     * Stores one file as an artifact of a run. A file of that path is replaced. The file is visible when `result` came,
     * and not before: whole or not at all.
     * The client sends `open` and MUST wait for `ready` before its first `chunk`; chunks come in order, each at most
     * 1 MiB (1,048,576 bytes); `finish` (or half-close) ends the file. The answer is then `result`. Safe to repeat. At most
     * 5 GiB.
     * A fault after `ready` comes as the frame `fault` first. The client then stops sending and half-closes; the server drops
     * what still arrives, and ends the stream with the same status.
     * Errors: NOT_FOUND (RUN_NOT_FOUND) at open. INVALID_ARGUMENT
     * (INVALID_REQUEST): the path is absolute, leaves the artifact root or names a folder; a chunk or the file is too long.
     * INVALID_ARGUMENT (FRAME_OUT_OF_ORDER). INVALID_ARGUMENT (CHECKSUM_MISMATCH): size or sha256 differ from `open`.
     * UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.LogArtifactRequest> logArtifact(
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.LogArtifactResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getLogArtifactMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the artifacts directly below one folder of a run, sorted by path. A folder that does not exist is empty.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (PAGE_TOKEN_INVALID).
     * UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void listArtifacts(dev.hokusai.tracking.v1.ListArtifactsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.ListArtifactsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListArtifactsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Sends one artifact file: `header` first, then chunks in order of at most 1 MiB, then `summary`. A stream without
     * `summary` is incomplete.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). NOT_FOUND (ARTIFACT_NOT_FOUND): no file of that path; a folder is none.
     * INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    default void downloadArtifact(dev.hokusai.tracking.v1.DownloadArtifactRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.DownloadArtifactResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDownloadArtifactMethod(), responseObserver);
    }

    /**
     * <pre>
     * Stores 1–1000 inference events durably: when it answers, all are on disk and survive a crash. All or nothing: one
     * bad event refuses the call and nothing is stored. Needs neither MLflow nor the catalogue.
     * Events that carry an `event_id`, and calls that carry a `request_id`, count once: ids are remembered for 10 minutes
     * or the last 200,000 ids, whichever is less, across restarts. A repeated event is acknowledged and counted in
     * `duplicate_count`.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): an event is not valid; the field violations name `events[i].&lt;field&gt;`.
     * INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came before with other events.
     * NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): the model or the version is not registered here and the setting
     * `tracking.unregistered_models` is `refuse` (the default; metadata key `setting`).
     * RESOURCE_EXHAUSTED (SPOOL_FULL): the spool has reached its size limit; retry after the delay given.
     * </pre>
     */
    default void trackInference(dev.hokusai.tracking.v1.TrackInferenceRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.TrackInferenceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getTrackInferenceMethod(), responseObserver);
    }

    /**
     * <pre>
     * Stores batches of inference events at a high rate.
     * The client sends `open` and MUST wait for `ready` before its first `batch`. Each batch gets exactly one `ack`, in the
     * order sent, and an ack of status OK means that the batch is on disk and survives a crash. A batch is all or nothing;
     * a refused one does not end the stream. After `finish` (or half-close) the server acknowledges what it has, sends
     * `summary` and ends the stream; a stream without `summary` is incomplete: send the batches that had no ack again, on
     * a new stream to the same server, with the same `client_id` and sequences, and none is counted twice (as long as ids
     * are remembered, see TrackInference). At most `ready.max_unacknowledged_batches` batches may wait for their ack;
     * past that the server reads no further.
     * Errors ending the stream: INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): the first frame is not `open`, `open` comes twice, or
     * a sequence does not grow. UNAVAILABLE (SHUTTING_DOWN): the server ends; batches that it had read were answered before.
     * In band, per batch: those of TrackInference.
     * </pre>
     */
    default io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.StreamInferenceEventsRequest> streamInferenceEvents(
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.StreamInferenceEventsResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getStreamInferenceEventsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gives counts, errors, latency, confidence, rate and further measurements per version of one model in one window,
     * ordered by version (as SemVer), arm and window start. Includes every event acknowledged by this server before the
     * call; events acknowledged by other replicas follow within seconds. A version without events in the window is left
     * out. At most 10,000 results.
     * Errors: NOT_FOUND (MODEL_NOT_FOUND): the model is neither registered nor has any event. INVALID_ARGUMENT
     * (INVALID_REQUEST): the window is empty or in the wrong order, or `bucket` is no whole number of minutes or gives too
     * many results.
     * </pre>
     */
    default void getInferenceStatistics(dev.hokusai.tracking.v1.GetInferenceStatisticsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetInferenceStatisticsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetInferenceStatisticsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Records that one version improves on another: the server computes the deltas from both versions' metrics, never from
     * the caller, and judges them. Atomic. Idempotent with `request_id`.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
     * FAILED_PRECONDITION, INVALID_ARGUMENT (INVALID_REQUEST, REQUEST_ID_REUSED).
     * </pre>
     */
    default void trackImprovement(dev.hokusai.tracking.v1.TrackImprovementRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.TrackImprovementResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getTrackImprovementMethod(), responseObserver);
    }

    /**
     * <pre>
     * Compares what was tracked for two or more versions, also of different models, in one window.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
     * INVALID_ARGUMENT (INVALID_REQUEST).
     * </pre>
     */
    default void compareModels(dev.hokusai.tracking.v1.CompareModelsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.CompareModelsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCompareModelsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service TrackingService.
   * <pre>
   * Experiments and runs, which live in MLflow, and inference events, which live in Hokusai's own store.
   * Every RPC that speaks to MLflow can end with UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer; retry after the
   * delay given; with FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's own credentials, which the
   * caller cannot help; and with FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow refused the call for a reason of its own.
   * </pre>
   */
  public static abstract class TrackingServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return TrackingServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service TrackingService.
   * <pre>
   * Experiments and runs, which live in MLflow, and inference events, which live in Hokusai's own store.
   * Every RPC that speaks to MLflow can end with UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer; retry after the
   * delay given; with FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's own credentials, which the
   * caller cannot help; and with FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow refused the call for a reason of its own.
   * </pre>
   */
  public static final class TrackingServiceStub
      extends io.grpc.stub.AbstractAsyncStub<TrackingServiceStub> {
    private TrackingServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TrackingServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TrackingServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates an experiment. Atomic. Idempotent with `request_id`.
     * Errors: ALREADY_EXISTS (EXPERIMENT_ALREADY_EXISTS): the name is taken, also by a deleted experiment.
     * INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule. INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came
     * before with another body. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void createExperiment(dev.hokusai.tracking.v1.CreateExperimentRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.CreateExperimentResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateExperimentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one experiment, by identifier or by name; deleted ones too.
     * Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void getExperiment(dev.hokusai.tracking.v1.GetExperimentRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetExperimentResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetExperimentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists experiments, newest first unless `order_by` says otherwise.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
     * the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void listExperiments(dev.hokusai.tracking.v1.ListExperimentsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.ListExperimentsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListExperimentsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Begins a run in state RUNNING. Atomic. Idempotent with `request_id`: the same id returns the same run.
     * Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). FAILED_PRECONDITION (EXPERIMENT_DELETED): a deleted experiment takes no
     * runs. INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void createRun(dev.hokusai.tracking.v1.CreateRunRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.CreateRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateRunMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one run with its params, tags and the last point of each metric.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void getRun(dev.hokusai.tracking.v1.GetRunRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetRunMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Searches the runs of one or more experiments, newest first unless `order_by` says otherwise. Deleted runs are left
     * out.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
     * the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void searchRuns(dev.hokusai.tracking.v1.SearchRunsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.SearchRunsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSearchRunsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Renames a run, sets tags and removes tags. Each given part is set to the given value, so a repeated call changes
     * nothing more. Not atomic over its parts: after an error some may be done, and repeating the call finishes it.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void updateRun(dev.hokusai.tracking.v1.UpdateRunRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.UpdateRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateRunMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Ends a run. Ending a run that ended in the same state changes nothing, its end time included.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (RUN_FINISHED): it ended in another state.
     * INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void finishRun(dev.hokusai.tracking.v1.FinishRunRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.FinishRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getFinishRunMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Logs params, metric points and tags of one run. Limits: 1000 metric points, 100 params, 100 tags, and together no
     * more than 1000. All are checked before any is written. Not atomic over the three kinds: after UNAVAILABLE some may
     * be written, and the same call with the same `request_id` finishes it without doubling a point. Without a
     * `request_id`, points that carry their own `measure_time` are safe to repeat, others are not.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (PARAM_CHANGED): a param has another value already.
     * INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void logBatch(dev.hokusai.tracking.v1.LogBatchRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.LogBatchResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getLogBatchMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Logs metric points as they come, for training loops.
     * The client sends `open` and MUST wait for `ready` before its first `batch`. Each batch gets exactly one `ack`, in the
     * order sent, once its points are in MLflow; a refused batch (a `status` other than OK) does not end the stream and
     * none of its points is written. After `finish` (or half-close) the server sends `summary` and ends the stream; a
     * stream without `summary` is incomplete: send the batches that had no ack again. Points that carry their own
     * `measure_time` are safe to repeat. At most 16 batches wait for their ack; past that the server reads no further.
     * Errors ending the stream: NOT_FOUND (RUN_NOT_FOUND) at open. INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): the first frame
     * is not `open`, `open` comes twice, or a sequence does not grow. UNAVAILABLE (SHUTTING_DOWN): the server ends; batches
     * that it had read were answered before.
     * In band, per batch: INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.StreamMetricsRequest> streamMetrics(
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.StreamMetricsResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncBidiStreamingCall(
          getChannel().newCall(getStreamMetricsMethod(), getCallOptions()), responseObserver);
    }

    /**
     * <pre>
     * Gives the series of one metric of one run, in the order in which MLflow holds it.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (PAGE_TOKEN_INVALID). UNAVAILABLE (MLFLOW_UNAVAILABLE). A metric
     * that was never logged is an empty series, not an error.
     * </pre>
     */
    public void getMetricHistory(dev.hokusai.tracking.v1.GetMetricHistoryRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetMetricHistoryResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetMetricHistoryMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Stores one file as an artifact of a run. A file of that path is replaced. The file is visible when `result` came,
     * and not before: whole or not at all.
     * The client sends `open` and MUST wait for `ready` before its first `chunk`; chunks come in order, each at most
     * 1 MiB (1,048,576 bytes); `finish` (or half-close) ends the file. The answer is then `result`. Safe to repeat. At most
     * 5 GiB.
     * A fault after `ready` comes as the frame `fault` first. The client then stops sending and half-closes; the server drops
     * what still arrives, and ends the stream with the same status.
     * Errors: NOT_FOUND (RUN_NOT_FOUND) at open. INVALID_ARGUMENT
     * (INVALID_REQUEST): the path is absolute, leaves the artifact root or names a folder; a chunk or the file is too long.
     * INVALID_ARGUMENT (FRAME_OUT_OF_ORDER). INVALID_ARGUMENT (CHECKSUM_MISMATCH): size or sha256 differ from `open`.
     * UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.LogArtifactRequest> logArtifact(
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.LogArtifactResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncBidiStreamingCall(
          getChannel().newCall(getLogArtifactMethod(), getCallOptions()), responseObserver);
    }

    /**
     * <pre>
     * Lists the artifacts directly below one folder of a run, sorted by path. A folder that does not exist is empty.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (PAGE_TOKEN_INVALID).
     * UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void listArtifacts(dev.hokusai.tracking.v1.ListArtifactsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.ListArtifactsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListArtifactsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Sends one artifact file: `header` first, then chunks in order of at most 1 MiB, then `summary`. A stream without
     * `summary` is incomplete.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). NOT_FOUND (ARTIFACT_NOT_FOUND): no file of that path; a folder is none.
     * INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public void downloadArtifact(dev.hokusai.tracking.v1.DownloadArtifactRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.DownloadArtifactResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getDownloadArtifactMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Stores 1–1000 inference events durably: when it answers, all are on disk and survive a crash. All or nothing: one
     * bad event refuses the call and nothing is stored. Needs neither MLflow nor the catalogue.
     * Events that carry an `event_id`, and calls that carry a `request_id`, count once: ids are remembered for 10 minutes
     * or the last 200,000 ids, whichever is less, across restarts. A repeated event is acknowledged and counted in
     * `duplicate_count`.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): an event is not valid; the field violations name `events[i].&lt;field&gt;`.
     * INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came before with other events.
     * NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): the model or the version is not registered here and the setting
     * `tracking.unregistered_models` is `refuse` (the default; metadata key `setting`).
     * RESOURCE_EXHAUSTED (SPOOL_FULL): the spool has reached its size limit; retry after the delay given.
     * </pre>
     */
    public void trackInference(dev.hokusai.tracking.v1.TrackInferenceRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.TrackInferenceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getTrackInferenceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Stores batches of inference events at a high rate.
     * The client sends `open` and MUST wait for `ready` before its first `batch`. Each batch gets exactly one `ack`, in the
     * order sent, and an ack of status OK means that the batch is on disk and survives a crash. A batch is all or nothing;
     * a refused one does not end the stream. After `finish` (or half-close) the server acknowledges what it has, sends
     * `summary` and ends the stream; a stream without `summary` is incomplete: send the batches that had no ack again, on
     * a new stream to the same server, with the same `client_id` and sequences, and none is counted twice (as long as ids
     * are remembered, see TrackInference). At most `ready.max_unacknowledged_batches` batches may wait for their ack;
     * past that the server reads no further.
     * Errors ending the stream: INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): the first frame is not `open`, `open` comes twice, or
     * a sequence does not grow. UNAVAILABLE (SHUTTING_DOWN): the server ends; batches that it had read were answered before.
     * In band, per batch: those of TrackInference.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.StreamInferenceEventsRequest> streamInferenceEvents(
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.StreamInferenceEventsResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncBidiStreamingCall(
          getChannel().newCall(getStreamInferenceEventsMethod(), getCallOptions()), responseObserver);
    }

    /**
     * <pre>
     * Gives counts, errors, latency, confidence, rate and further measurements per version of one model in one window,
     * ordered by version (as SemVer), arm and window start. Includes every event acknowledged by this server before the
     * call; events acknowledged by other replicas follow within seconds. A version without events in the window is left
     * out. At most 10,000 results.
     * Errors: NOT_FOUND (MODEL_NOT_FOUND): the model is neither registered nor has any event. INVALID_ARGUMENT
     * (INVALID_REQUEST): the window is empty or in the wrong order, or `bucket` is no whole number of minutes or gives too
     * many results.
     * </pre>
     */
    public void getInferenceStatistics(dev.hokusai.tracking.v1.GetInferenceStatisticsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetInferenceStatisticsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetInferenceStatisticsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Records that one version improves on another: the server computes the deltas from both versions' metrics, never from
     * the caller, and judges them. Atomic. Idempotent with `request_id`.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
     * FAILED_PRECONDITION, INVALID_ARGUMENT (INVALID_REQUEST, REQUEST_ID_REUSED).
     * </pre>
     */
    public void trackImprovement(dev.hokusai.tracking.v1.TrackImprovementRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.TrackImprovementResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getTrackImprovementMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Compares what was tracked for two or more versions, also of different models, in one window.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
     * INVALID_ARGUMENT (INVALID_REQUEST).
     * </pre>
     */
    public void compareModels(dev.hokusai.tracking.v1.CompareModelsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.CompareModelsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCompareModelsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service TrackingService.
   * <pre>
   * Experiments and runs, which live in MLflow, and inference events, which live in Hokusai's own store.
   * Every RPC that speaks to MLflow can end with UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer; retry after the
   * delay given; with FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's own credentials, which the
   * caller cannot help; and with FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow refused the call for a reason of its own.
   * </pre>
   */
  public static final class TrackingServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<TrackingServiceBlockingV2Stub> {
    private TrackingServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TrackingServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TrackingServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates an experiment. Atomic. Idempotent with `request_id`.
     * Errors: ALREADY_EXISTS (EXPERIMENT_ALREADY_EXISTS): the name is taken, also by a deleted experiment.
     * INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule. INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came
     * before with another body. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.CreateExperimentResponse createExperiment(dev.hokusai.tracking.v1.CreateExperimentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateExperimentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one experiment, by identifier or by name; deleted ones too.
     * Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.GetExperimentResponse getExperiment(dev.hokusai.tracking.v1.GetExperimentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetExperimentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists experiments, newest first unless `order_by` says otherwise.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
     * the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.ListExperimentsResponse listExperiments(dev.hokusai.tracking.v1.ListExperimentsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListExperimentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Begins a run in state RUNNING. Atomic. Idempotent with `request_id`: the same id returns the same run.
     * Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). FAILED_PRECONDITION (EXPERIMENT_DELETED): a deleted experiment takes no
     * runs. INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.CreateRunResponse createRun(dev.hokusai.tracking.v1.CreateRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one run with its params, tags and the last point of each metric.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.GetRunResponse getRun(dev.hokusai.tracking.v1.GetRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Searches the runs of one or more experiments, newest first unless `order_by` says otherwise. Deleted runs are left
     * out.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
     * the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.SearchRunsResponse searchRuns(dev.hokusai.tracking.v1.SearchRunsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSearchRunsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Renames a run, sets tags and removes tags. Each given part is set to the given value, so a repeated call changes
     * nothing more. Not atomic over its parts: after an error some may be done, and repeating the call finishes it.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.UpdateRunResponse updateRun(dev.hokusai.tracking.v1.UpdateRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends a run. Ending a run that ended in the same state changes nothing, its end time included.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (RUN_FINISHED): it ended in another state.
     * INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.FinishRunResponse finishRun(dev.hokusai.tracking.v1.FinishRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getFinishRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Logs params, metric points and tags of one run. Limits: 1000 metric points, 100 params, 100 tags, and together no
     * more than 1000. All are checked before any is written. Not atomic over the three kinds: after UNAVAILABLE some may
     * be written, and the same call with the same `request_id` finishes it without doubling a point. Without a
     * `request_id`, points that carry their own `measure_time` are safe to repeat, others are not.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (PARAM_CHANGED): a param has another value already.
     * INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.LogBatchResponse logBatch(dev.hokusai.tracking.v1.LogBatchRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getLogBatchMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Logs metric points as they come, for training loops.
     * The client sends `open` and MUST wait for `ready` before its first `batch`. Each batch gets exactly one `ack`, in the
     * order sent, once its points are in MLflow; a refused batch (a `status` other than OK) does not end the stream and
     * none of its points is written. After `finish` (or half-close) the server sends `summary` and ends the stream; a
     * stream without `summary` is incomplete: send the batches that had no ack again. Points that carry their own
     * `measure_time` are safe to repeat. At most 16 batches wait for their ack; past that the server reads no further.
     * Errors ending the stream: NOT_FOUND (RUN_NOT_FOUND) at open. INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): the first frame
     * is not `open`, `open` comes twice, or a sequence does not grow. UNAVAILABLE (SHUTTING_DOWN): the server ends; batches
     * that it had read were answered before.
     * In band, per batch: INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<dev.hokusai.tracking.v1.StreamMetricsRequest, dev.hokusai.tracking.v1.StreamMetricsResponse>
        streamMetrics() {
      return io.grpc.stub.ClientCalls.blockingBidiStreamingCall(
          getChannel(), getStreamMetricsMethod(), getCallOptions());
    }

    /**
     * <pre>
     * Gives the series of one metric of one run, in the order in which MLflow holds it.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (PAGE_TOKEN_INVALID). UNAVAILABLE (MLFLOW_UNAVAILABLE). A metric
     * that was never logged is an empty series, not an error.
     * </pre>
     */
    public dev.hokusai.tracking.v1.GetMetricHistoryResponse getMetricHistory(dev.hokusai.tracking.v1.GetMetricHistoryRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetMetricHistoryMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stores one file as an artifact of a run. A file of that path is replaced. The file is visible when `result` came,
     * and not before: whole or not at all.
     * The client sends `open` and MUST wait for `ready` before its first `chunk`; chunks come in order, each at most
     * 1 MiB (1,048,576 bytes); `finish` (or half-close) ends the file. The answer is then `result`. Safe to repeat. At most
     * 5 GiB.
     * A fault after `ready` comes as the frame `fault` first. The client then stops sending and half-closes; the server drops
     * what still arrives, and ends the stream with the same status.
     * Errors: NOT_FOUND (RUN_NOT_FOUND) at open. INVALID_ARGUMENT
     * (INVALID_REQUEST): the path is absolute, leaves the artifact root or names a folder; a chunk or the file is too long.
     * INVALID_ARGUMENT (FRAME_OUT_OF_ORDER). INVALID_ARGUMENT (CHECKSUM_MISMATCH): size or sha256 differ from `open`.
     * UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<dev.hokusai.tracking.v1.LogArtifactRequest, dev.hokusai.tracking.v1.LogArtifactResponse>
        logArtifact() {
      return io.grpc.stub.ClientCalls.blockingBidiStreamingCall(
          getChannel(), getLogArtifactMethod(), getCallOptions());
    }

    /**
     * <pre>
     * Lists the artifacts directly below one folder of a run, sorted by path. A folder that does not exist is empty.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (PAGE_TOKEN_INVALID).
     * UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.ListArtifactsResponse listArtifacts(dev.hokusai.tracking.v1.ListArtifactsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListArtifactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sends one artifact file: `header` first, then chunks in order of at most 1 MiB, then `summary`. A stream without
     * `summary` is incomplete.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). NOT_FOUND (ARTIFACT_NOT_FOUND): no file of that path; a folder is none.
     * INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, dev.hokusai.tracking.v1.DownloadArtifactResponse>
        downloadArtifact(dev.hokusai.tracking.v1.DownloadArtifactRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getDownloadArtifactMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stores 1–1000 inference events durably: when it answers, all are on disk and survive a crash. All or nothing: one
     * bad event refuses the call and nothing is stored. Needs neither MLflow nor the catalogue.
     * Events that carry an `event_id`, and calls that carry a `request_id`, count once: ids are remembered for 10 minutes
     * or the last 200,000 ids, whichever is less, across restarts. A repeated event is acknowledged and counted in
     * `duplicate_count`.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): an event is not valid; the field violations name `events[i].&lt;field&gt;`.
     * INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came before with other events.
     * NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): the model or the version is not registered here and the setting
     * `tracking.unregistered_models` is `refuse` (the default; metadata key `setting`).
     * RESOURCE_EXHAUSTED (SPOOL_FULL): the spool has reached its size limit; retry after the delay given.
     * </pre>
     */
    public dev.hokusai.tracking.v1.TrackInferenceResponse trackInference(dev.hokusai.tracking.v1.TrackInferenceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getTrackInferenceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stores batches of inference events at a high rate.
     * The client sends `open` and MUST wait for `ready` before its first `batch`. Each batch gets exactly one `ack`, in the
     * order sent, and an ack of status OK means that the batch is on disk and survives a crash. A batch is all or nothing;
     * a refused one does not end the stream. After `finish` (or half-close) the server acknowledges what it has, sends
     * `summary` and ends the stream; a stream without `summary` is incomplete: send the batches that had no ack again, on
     * a new stream to the same server, with the same `client_id` and sequences, and none is counted twice (as long as ids
     * are remembered, see TrackInference). At most `ready.max_unacknowledged_batches` batches may wait for their ack;
     * past that the server reads no further.
     * Errors ending the stream: INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): the first frame is not `open`, `open` comes twice, or
     * a sequence does not grow. UNAVAILABLE (SHUTTING_DOWN): the server ends; batches that it had read were answered before.
     * In band, per batch: those of TrackInference.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<dev.hokusai.tracking.v1.StreamInferenceEventsRequest, dev.hokusai.tracking.v1.StreamInferenceEventsResponse>
        streamInferenceEvents() {
      return io.grpc.stub.ClientCalls.blockingBidiStreamingCall(
          getChannel(), getStreamInferenceEventsMethod(), getCallOptions());
    }

    /**
     * <pre>
     * Gives counts, errors, latency, confidence, rate and further measurements per version of one model in one window,
     * ordered by version (as SemVer), arm and window start. Includes every event acknowledged by this server before the
     * call; events acknowledged by other replicas follow within seconds. A version without events in the window is left
     * out. At most 10,000 results.
     * Errors: NOT_FOUND (MODEL_NOT_FOUND): the model is neither registered nor has any event. INVALID_ARGUMENT
     * (INVALID_REQUEST): the window is empty or in the wrong order, or `bucket` is no whole number of minutes or gives too
     * many results.
     * </pre>
     */
    public dev.hokusai.tracking.v1.GetInferenceStatisticsResponse getInferenceStatistics(dev.hokusai.tracking.v1.GetInferenceStatisticsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetInferenceStatisticsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records that one version improves on another: the server computes the deltas from both versions' metrics, never from
     * the caller, and judges them. Atomic. Idempotent with `request_id`.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
     * FAILED_PRECONDITION, INVALID_ARGUMENT (INVALID_REQUEST, REQUEST_ID_REUSED).
     * </pre>
     */
    public dev.hokusai.tracking.v1.TrackImprovementResponse trackImprovement(dev.hokusai.tracking.v1.TrackImprovementRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getTrackImprovementMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Compares what was tracked for two or more versions, also of different models, in one window.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
     * INVALID_ARGUMENT (INVALID_REQUEST).
     * </pre>
     */
    public dev.hokusai.tracking.v1.CompareModelsResponse compareModels(dev.hokusai.tracking.v1.CompareModelsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCompareModelsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service TrackingService.
   * <pre>
   * Experiments and runs, which live in MLflow, and inference events, which live in Hokusai's own store.
   * Every RPC that speaks to MLflow can end with UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer; retry after the
   * delay given; with FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's own credentials, which the
   * caller cannot help; and with FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow refused the call for a reason of its own.
   * </pre>
   */
  public static final class TrackingServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<TrackingServiceBlockingStub> {
    private TrackingServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TrackingServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TrackingServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates an experiment. Atomic. Idempotent with `request_id`.
     * Errors: ALREADY_EXISTS (EXPERIMENT_ALREADY_EXISTS): the name is taken, also by a deleted experiment.
     * INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule. INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came
     * before with another body. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.CreateExperimentResponse createExperiment(dev.hokusai.tracking.v1.CreateExperimentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateExperimentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one experiment, by identifier or by name; deleted ones too.
     * Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.GetExperimentResponse getExperiment(dev.hokusai.tracking.v1.GetExperimentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetExperimentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists experiments, newest first unless `order_by` says otherwise.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
     * the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.ListExperimentsResponse listExperiments(dev.hokusai.tracking.v1.ListExperimentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListExperimentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Begins a run in state RUNNING. Atomic. Idempotent with `request_id`: the same id returns the same run.
     * Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). FAILED_PRECONDITION (EXPERIMENT_DELETED): a deleted experiment takes no
     * runs. INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.CreateRunResponse createRun(dev.hokusai.tracking.v1.CreateRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one run with its params, tags and the last point of each metric.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.GetRunResponse getRun(dev.hokusai.tracking.v1.GetRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Searches the runs of one or more experiments, newest first unless `order_by` says otherwise. Deleted runs are left
     * out.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
     * the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.SearchRunsResponse searchRuns(dev.hokusai.tracking.v1.SearchRunsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSearchRunsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Renames a run, sets tags and removes tags. Each given part is set to the given value, so a repeated call changes
     * nothing more. Not atomic over its parts: after an error some may be done, and repeating the call finishes it.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.UpdateRunResponse updateRun(dev.hokusai.tracking.v1.UpdateRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends a run. Ending a run that ended in the same state changes nothing, its end time included.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (RUN_FINISHED): it ended in another state.
     * INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.FinishRunResponse finishRun(dev.hokusai.tracking.v1.FinishRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getFinishRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Logs params, metric points and tags of one run. Limits: 1000 metric points, 100 params, 100 tags, and together no
     * more than 1000. All are checked before any is written. Not atomic over the three kinds: after UNAVAILABLE some may
     * be written, and the same call with the same `request_id` finishes it without doubling a point. Without a
     * `request_id`, points that carry their own `measure_time` are safe to repeat, others are not.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (PARAM_CHANGED): a param has another value already.
     * INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.LogBatchResponse logBatch(dev.hokusai.tracking.v1.LogBatchRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getLogBatchMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives the series of one metric of one run, in the order in which MLflow holds it.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (PAGE_TOKEN_INVALID). UNAVAILABLE (MLFLOW_UNAVAILABLE). A metric
     * that was never logged is an empty series, not an error.
     * </pre>
     */
    public dev.hokusai.tracking.v1.GetMetricHistoryResponse getMetricHistory(dev.hokusai.tracking.v1.GetMetricHistoryRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetMetricHistoryMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the artifacts directly below one folder of a run, sorted by path. A folder that does not exist is empty.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (PAGE_TOKEN_INVALID).
     * UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public dev.hokusai.tracking.v1.ListArtifactsResponse listArtifacts(dev.hokusai.tracking.v1.ListArtifactsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListArtifactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sends one artifact file: `header` first, then chunks in order of at most 1 MiB, then `summary`. A stream without
     * `summary` is incomplete.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). NOT_FOUND (ARTIFACT_NOT_FOUND): no file of that path; a folder is none.
     * INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public java.util.Iterator<dev.hokusai.tracking.v1.DownloadArtifactResponse> downloadArtifact(
        dev.hokusai.tracking.v1.DownloadArtifactRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getDownloadArtifactMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stores 1–1000 inference events durably: when it answers, all are on disk and survive a crash. All or nothing: one
     * bad event refuses the call and nothing is stored. Needs neither MLflow nor the catalogue.
     * Events that carry an `event_id`, and calls that carry a `request_id`, count once: ids are remembered for 10 minutes
     * or the last 200,000 ids, whichever is less, across restarts. A repeated event is acknowledged and counted in
     * `duplicate_count`.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): an event is not valid; the field violations name `events[i].&lt;field&gt;`.
     * INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came before with other events.
     * NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): the model or the version is not registered here and the setting
     * `tracking.unregistered_models` is `refuse` (the default; metadata key `setting`).
     * RESOURCE_EXHAUSTED (SPOOL_FULL): the spool has reached its size limit; retry after the delay given.
     * </pre>
     */
    public dev.hokusai.tracking.v1.TrackInferenceResponse trackInference(dev.hokusai.tracking.v1.TrackInferenceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getTrackInferenceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives counts, errors, latency, confidence, rate and further measurements per version of one model in one window,
     * ordered by version (as SemVer), arm and window start. Includes every event acknowledged by this server before the
     * call; events acknowledged by other replicas follow within seconds. A version without events in the window is left
     * out. At most 10,000 results.
     * Errors: NOT_FOUND (MODEL_NOT_FOUND): the model is neither registered nor has any event. INVALID_ARGUMENT
     * (INVALID_REQUEST): the window is empty or in the wrong order, or `bucket` is no whole number of minutes or gives too
     * many results.
     * </pre>
     */
    public dev.hokusai.tracking.v1.GetInferenceStatisticsResponse getInferenceStatistics(dev.hokusai.tracking.v1.GetInferenceStatisticsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetInferenceStatisticsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records that one version improves on another: the server computes the deltas from both versions' metrics, never from
     * the caller, and judges them. Atomic. Idempotent with `request_id`.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
     * FAILED_PRECONDITION, INVALID_ARGUMENT (INVALID_REQUEST, REQUEST_ID_REUSED).
     * </pre>
     */
    public dev.hokusai.tracking.v1.TrackImprovementResponse trackImprovement(dev.hokusai.tracking.v1.TrackImprovementRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getTrackImprovementMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Compares what was tracked for two or more versions, also of different models, in one window.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
     * INVALID_ARGUMENT (INVALID_REQUEST).
     * </pre>
     */
    public dev.hokusai.tracking.v1.CompareModelsResponse compareModels(dev.hokusai.tracking.v1.CompareModelsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCompareModelsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service TrackingService.
   * <pre>
   * Experiments and runs, which live in MLflow, and inference events, which live in Hokusai's own store.
   * Every RPC that speaks to MLflow can end with UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer; retry after the
   * delay given; with FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's own credentials, which the
   * caller cannot help; and with FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow refused the call for a reason of its own.
   * </pre>
   */
  public static final class TrackingServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<TrackingServiceFutureStub> {
    private TrackingServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TrackingServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TrackingServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates an experiment. Atomic. Idempotent with `request_id`.
     * Errors: ALREADY_EXISTS (EXPERIMENT_ALREADY_EXISTS): the name is taken, also by a deleted experiment.
     * INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule. INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came
     * before with another body. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.CreateExperimentResponse> createExperiment(
        dev.hokusai.tracking.v1.CreateExperimentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateExperimentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one experiment, by identifier or by name; deleted ones too.
     * Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.GetExperimentResponse> getExperiment(
        dev.hokusai.tracking.v1.GetExperimentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetExperimentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists experiments, newest first unless `order_by` says otherwise.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
     * the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.ListExperimentsResponse> listExperiments(
        dev.hokusai.tracking.v1.ListExperimentsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListExperimentsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Begins a run in state RUNNING. Atomic. Idempotent with `request_id`: the same id returns the same run.
     * Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). FAILED_PRECONDITION (EXPERIMENT_DELETED): a deleted experiment takes no
     * runs. INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.CreateRunResponse> createRun(
        dev.hokusai.tracking.v1.CreateRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateRunMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one run with its params, tags and the last point of each metric.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.GetRunResponse> getRun(
        dev.hokusai.tracking.v1.GetRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetRunMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Searches the runs of one or more experiments, newest first unless `order_by` says otherwise. Deleted runs are left
     * out.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
     * the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.SearchRunsResponse> searchRuns(
        dev.hokusai.tracking.v1.SearchRunsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSearchRunsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Renames a run, sets tags and removes tags. Each given part is set to the given value, so a repeated call changes
     * nothing more. Not atomic over its parts: after an error some may be done, and repeating the call finishes it.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.UpdateRunResponse> updateRun(
        dev.hokusai.tracking.v1.UpdateRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateRunMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Ends a run. Ending a run that ended in the same state changes nothing, its end time included.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (RUN_FINISHED): it ended in another state.
     * INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.FinishRunResponse> finishRun(
        dev.hokusai.tracking.v1.FinishRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getFinishRunMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Logs params, metric points and tags of one run. Limits: 1000 metric points, 100 params, 100 tags, and together no
     * more than 1000. All are checked before any is written. Not atomic over the three kinds: after UNAVAILABLE some may
     * be written, and the same call with the same `request_id` finishes it without doubling a point. Without a
     * `request_id`, points that carry their own `measure_time` are safe to repeat, others are not.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (PARAM_CHANGED): a param has another value already.
     * INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.LogBatchResponse> logBatch(
        dev.hokusai.tracking.v1.LogBatchRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getLogBatchMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gives the series of one metric of one run, in the order in which MLflow holds it.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (PAGE_TOKEN_INVALID). UNAVAILABLE (MLFLOW_UNAVAILABLE). A metric
     * that was never logged is an empty series, not an error.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.GetMetricHistoryResponse> getMetricHistory(
        dev.hokusai.tracking.v1.GetMetricHistoryRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetMetricHistoryMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the artifacts directly below one folder of a run, sorted by path. A folder that does not exist is empty.
     * Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (PAGE_TOKEN_INVALID).
     * UNAVAILABLE (MLFLOW_UNAVAILABLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.ListArtifactsResponse> listArtifacts(
        dev.hokusai.tracking.v1.ListArtifactsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListArtifactsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Stores 1–1000 inference events durably: when it answers, all are on disk and survive a crash. All or nothing: one
     * bad event refuses the call and nothing is stored. Needs neither MLflow nor the catalogue.
     * Events that carry an `event_id`, and calls that carry a `request_id`, count once: ids are remembered for 10 minutes
     * or the last 200,000 ids, whichever is less, across restarts. A repeated event is acknowledged and counted in
     * `duplicate_count`.
     * Errors: INVALID_ARGUMENT (INVALID_REQUEST): an event is not valid; the field violations name `events[i].&lt;field&gt;`.
     * INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came before with other events.
     * NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): the model or the version is not registered here and the setting
     * `tracking.unregistered_models` is `refuse` (the default; metadata key `setting`).
     * RESOURCE_EXHAUSTED (SPOOL_FULL): the spool has reached its size limit; retry after the delay given.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.TrackInferenceResponse> trackInference(
        dev.hokusai.tracking.v1.TrackInferenceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getTrackInferenceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gives counts, errors, latency, confidence, rate and further measurements per version of one model in one window,
     * ordered by version (as SemVer), arm and window start. Includes every event acknowledged by this server before the
     * call; events acknowledged by other replicas follow within seconds. A version without events in the window is left
     * out. At most 10,000 results.
     * Errors: NOT_FOUND (MODEL_NOT_FOUND): the model is neither registered nor has any event. INVALID_ARGUMENT
     * (INVALID_REQUEST): the window is empty or in the wrong order, or `bucket` is no whole number of minutes or gives too
     * many results.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.GetInferenceStatisticsResponse> getInferenceStatistics(
        dev.hokusai.tracking.v1.GetInferenceStatisticsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetInferenceStatisticsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Records that one version improves on another: the server computes the deltas from both versions' metrics, never from
     * the caller, and judges them. Atomic. Idempotent with `request_id`.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
     * FAILED_PRECONDITION, INVALID_ARGUMENT (INVALID_REQUEST, REQUEST_ID_REUSED).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.TrackImprovementResponse> trackImprovement(
        dev.hokusai.tracking.v1.TrackImprovementRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getTrackImprovementMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Compares what was tracked for two or more versions, also of different models, in one window.
     * Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
     * INVALID_ARGUMENT (INVALID_REQUEST).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.tracking.v1.CompareModelsResponse> compareModels(
        dev.hokusai.tracking.v1.CompareModelsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCompareModelsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_EXPERIMENT = 0;
  private static final int METHODID_GET_EXPERIMENT = 1;
  private static final int METHODID_LIST_EXPERIMENTS = 2;
  private static final int METHODID_CREATE_RUN = 3;
  private static final int METHODID_GET_RUN = 4;
  private static final int METHODID_SEARCH_RUNS = 5;
  private static final int METHODID_UPDATE_RUN = 6;
  private static final int METHODID_FINISH_RUN = 7;
  private static final int METHODID_LOG_BATCH = 8;
  private static final int METHODID_GET_METRIC_HISTORY = 9;
  private static final int METHODID_LIST_ARTIFACTS = 10;
  private static final int METHODID_DOWNLOAD_ARTIFACT = 11;
  private static final int METHODID_TRACK_INFERENCE = 12;
  private static final int METHODID_GET_INFERENCE_STATISTICS = 13;
  private static final int METHODID_TRACK_IMPROVEMENT = 14;
  private static final int METHODID_COMPARE_MODELS = 15;
  private static final int METHODID_STREAM_METRICS = 16;
  private static final int METHODID_LOG_ARTIFACT = 17;
  private static final int METHODID_STREAM_INFERENCE_EVENTS = 18;

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
        case METHODID_CREATE_EXPERIMENT:
          serviceImpl.createExperiment((dev.hokusai.tracking.v1.CreateExperimentRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.CreateExperimentResponse>) responseObserver);
          break;
        case METHODID_GET_EXPERIMENT:
          serviceImpl.getExperiment((dev.hokusai.tracking.v1.GetExperimentRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetExperimentResponse>) responseObserver);
          break;
        case METHODID_LIST_EXPERIMENTS:
          serviceImpl.listExperiments((dev.hokusai.tracking.v1.ListExperimentsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.ListExperimentsResponse>) responseObserver);
          break;
        case METHODID_CREATE_RUN:
          serviceImpl.createRun((dev.hokusai.tracking.v1.CreateRunRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.CreateRunResponse>) responseObserver);
          break;
        case METHODID_GET_RUN:
          serviceImpl.getRun((dev.hokusai.tracking.v1.GetRunRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetRunResponse>) responseObserver);
          break;
        case METHODID_SEARCH_RUNS:
          serviceImpl.searchRuns((dev.hokusai.tracking.v1.SearchRunsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.SearchRunsResponse>) responseObserver);
          break;
        case METHODID_UPDATE_RUN:
          serviceImpl.updateRun((dev.hokusai.tracking.v1.UpdateRunRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.UpdateRunResponse>) responseObserver);
          break;
        case METHODID_FINISH_RUN:
          serviceImpl.finishRun((dev.hokusai.tracking.v1.FinishRunRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.FinishRunResponse>) responseObserver);
          break;
        case METHODID_LOG_BATCH:
          serviceImpl.logBatch((dev.hokusai.tracking.v1.LogBatchRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.LogBatchResponse>) responseObserver);
          break;
        case METHODID_GET_METRIC_HISTORY:
          serviceImpl.getMetricHistory((dev.hokusai.tracking.v1.GetMetricHistoryRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetMetricHistoryResponse>) responseObserver);
          break;
        case METHODID_LIST_ARTIFACTS:
          serviceImpl.listArtifacts((dev.hokusai.tracking.v1.ListArtifactsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.ListArtifactsResponse>) responseObserver);
          break;
        case METHODID_DOWNLOAD_ARTIFACT:
          serviceImpl.downloadArtifact((dev.hokusai.tracking.v1.DownloadArtifactRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.DownloadArtifactResponse>) responseObserver);
          break;
        case METHODID_TRACK_INFERENCE:
          serviceImpl.trackInference((dev.hokusai.tracking.v1.TrackInferenceRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.TrackInferenceResponse>) responseObserver);
          break;
        case METHODID_GET_INFERENCE_STATISTICS:
          serviceImpl.getInferenceStatistics((dev.hokusai.tracking.v1.GetInferenceStatisticsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.GetInferenceStatisticsResponse>) responseObserver);
          break;
        case METHODID_TRACK_IMPROVEMENT:
          serviceImpl.trackImprovement((dev.hokusai.tracking.v1.TrackImprovementRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.TrackImprovementResponse>) responseObserver);
          break;
        case METHODID_COMPARE_MODELS:
          serviceImpl.compareModels((dev.hokusai.tracking.v1.CompareModelsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.CompareModelsResponse>) responseObserver);
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
        case METHODID_STREAM_METRICS:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.streamMetrics(
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.StreamMetricsResponse>) responseObserver);
        case METHODID_LOG_ARTIFACT:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.logArtifact(
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.LogArtifactResponse>) responseObserver);
        case METHODID_STREAM_INFERENCE_EVENTS:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.streamInferenceEvents(
              (io.grpc.stub.StreamObserver<dev.hokusai.tracking.v1.StreamInferenceEventsResponse>) responseObserver);
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getCreateExperimentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.CreateExperimentRequest,
              dev.hokusai.tracking.v1.CreateExperimentResponse>(
                service, METHODID_CREATE_EXPERIMENT)))
        .addMethod(
          getGetExperimentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.GetExperimentRequest,
              dev.hokusai.tracking.v1.GetExperimentResponse>(
                service, METHODID_GET_EXPERIMENT)))
        .addMethod(
          getListExperimentsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.ListExperimentsRequest,
              dev.hokusai.tracking.v1.ListExperimentsResponse>(
                service, METHODID_LIST_EXPERIMENTS)))
        .addMethod(
          getCreateRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.CreateRunRequest,
              dev.hokusai.tracking.v1.CreateRunResponse>(
                service, METHODID_CREATE_RUN)))
        .addMethod(
          getGetRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.GetRunRequest,
              dev.hokusai.tracking.v1.GetRunResponse>(
                service, METHODID_GET_RUN)))
        .addMethod(
          getSearchRunsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.SearchRunsRequest,
              dev.hokusai.tracking.v1.SearchRunsResponse>(
                service, METHODID_SEARCH_RUNS)))
        .addMethod(
          getUpdateRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.UpdateRunRequest,
              dev.hokusai.tracking.v1.UpdateRunResponse>(
                service, METHODID_UPDATE_RUN)))
        .addMethod(
          getFinishRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.FinishRunRequest,
              dev.hokusai.tracking.v1.FinishRunResponse>(
                service, METHODID_FINISH_RUN)))
        .addMethod(
          getLogBatchMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.LogBatchRequest,
              dev.hokusai.tracking.v1.LogBatchResponse>(
                service, METHODID_LOG_BATCH)))
        .addMethod(
          getStreamMetricsMethod(),
          io.grpc.stub.ServerCalls.asyncBidiStreamingCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.StreamMetricsRequest,
              dev.hokusai.tracking.v1.StreamMetricsResponse>(
                service, METHODID_STREAM_METRICS)))
        .addMethod(
          getGetMetricHistoryMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.GetMetricHistoryRequest,
              dev.hokusai.tracking.v1.GetMetricHistoryResponse>(
                service, METHODID_GET_METRIC_HISTORY)))
        .addMethod(
          getLogArtifactMethod(),
          io.grpc.stub.ServerCalls.asyncBidiStreamingCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.LogArtifactRequest,
              dev.hokusai.tracking.v1.LogArtifactResponse>(
                service, METHODID_LOG_ARTIFACT)))
        .addMethod(
          getListArtifactsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.ListArtifactsRequest,
              dev.hokusai.tracking.v1.ListArtifactsResponse>(
                service, METHODID_LIST_ARTIFACTS)))
        .addMethod(
          getDownloadArtifactMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.DownloadArtifactRequest,
              dev.hokusai.tracking.v1.DownloadArtifactResponse>(
                service, METHODID_DOWNLOAD_ARTIFACT)))
        .addMethod(
          getTrackInferenceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.TrackInferenceRequest,
              dev.hokusai.tracking.v1.TrackInferenceResponse>(
                service, METHODID_TRACK_INFERENCE)))
        .addMethod(
          getStreamInferenceEventsMethod(),
          io.grpc.stub.ServerCalls.asyncBidiStreamingCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.StreamInferenceEventsRequest,
              dev.hokusai.tracking.v1.StreamInferenceEventsResponse>(
                service, METHODID_STREAM_INFERENCE_EVENTS)))
        .addMethod(
          getGetInferenceStatisticsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.GetInferenceStatisticsRequest,
              dev.hokusai.tracking.v1.GetInferenceStatisticsResponse>(
                service, METHODID_GET_INFERENCE_STATISTICS)))
        .addMethod(
          getTrackImprovementMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.TrackImprovementRequest,
              dev.hokusai.tracking.v1.TrackImprovementResponse>(
                service, METHODID_TRACK_IMPROVEMENT)))
        .addMethod(
          getCompareModelsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.tracking.v1.CompareModelsRequest,
              dev.hokusai.tracking.v1.CompareModelsResponse>(
                service, METHODID_COMPARE_MODELS)))
        .build();
  }

  private static abstract class TrackingServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    TrackingServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.hokusai.tracking.v1.TrackingServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("TrackingService");
    }
  }

  private static final class TrackingServiceFileDescriptorSupplier
      extends TrackingServiceBaseDescriptorSupplier {
    TrackingServiceFileDescriptorSupplier() {}
  }

  private static final class TrackingServiceMethodDescriptorSupplier
      extends TrackingServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    TrackingServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (TrackingServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new TrackingServiceFileDescriptorSupplier())
              .addMethod(getCreateExperimentMethod())
              .addMethod(getGetExperimentMethod())
              .addMethod(getListExperimentsMethod())
              .addMethod(getCreateRunMethod())
              .addMethod(getGetRunMethod())
              .addMethod(getSearchRunsMethod())
              .addMethod(getUpdateRunMethod())
              .addMethod(getFinishRunMethod())
              .addMethod(getLogBatchMethod())
              .addMethod(getStreamMetricsMethod())
              .addMethod(getGetMetricHistoryMethod())
              .addMethod(getLogArtifactMethod())
              .addMethod(getListArtifactsMethod())
              .addMethod(getDownloadArtifactMethod())
              .addMethod(getTrackInferenceMethod())
              .addMethod(getStreamInferenceEventsMethod())
              .addMethod(getGetInferenceStatisticsMethod())
              .addMethod(getTrackImprovementMethod())
              .addMethod(getCompareModelsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
