package dev.hokusai.registry.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Models, the bundles they are made of, and the registration of versions.
 * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
 * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days.
 * Every RPC may also answer INVALID_ARGUMENT (INVALID_REQUEST): a field breaks the rule stated at it, with one BadRequest
 * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
 * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class RegistryServiceGrpc {

  private RegistryServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "hokusai.registry.v1.RegistryService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.CreateModelRequest,
      dev.hokusai.registry.v1.CreateModelResponse> getCreateModelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateModel",
      requestType = dev.hokusai.registry.v1.CreateModelRequest.class,
      responseType = dev.hokusai.registry.v1.CreateModelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.CreateModelRequest,
      dev.hokusai.registry.v1.CreateModelResponse> getCreateModelMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.CreateModelRequest, dev.hokusai.registry.v1.CreateModelResponse> getCreateModelMethod;
    if ((getCreateModelMethod = RegistryServiceGrpc.getCreateModelMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getCreateModelMethod = RegistryServiceGrpc.getCreateModelMethod) == null) {
          RegistryServiceGrpc.getCreateModelMethod = getCreateModelMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.CreateModelRequest, dev.hokusai.registry.v1.CreateModelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateModel"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.CreateModelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.CreateModelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("CreateModel"))
              .build();
        }
      }
    }
    return getCreateModelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.GetModelRequest,
      dev.hokusai.registry.v1.GetModelResponse> getGetModelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetModel",
      requestType = dev.hokusai.registry.v1.GetModelRequest.class,
      responseType = dev.hokusai.registry.v1.GetModelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.GetModelRequest,
      dev.hokusai.registry.v1.GetModelResponse> getGetModelMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.GetModelRequest, dev.hokusai.registry.v1.GetModelResponse> getGetModelMethod;
    if ((getGetModelMethod = RegistryServiceGrpc.getGetModelMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getGetModelMethod = RegistryServiceGrpc.getGetModelMethod) == null) {
          RegistryServiceGrpc.getGetModelMethod = getGetModelMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.GetModelRequest, dev.hokusai.registry.v1.GetModelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetModel"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.GetModelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.GetModelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("GetModel"))
              .build();
        }
      }
    }
    return getGetModelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.ListModelsRequest,
      dev.hokusai.registry.v1.ListModelsResponse> getListModelsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListModels",
      requestType = dev.hokusai.registry.v1.ListModelsRequest.class,
      responseType = dev.hokusai.registry.v1.ListModelsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.ListModelsRequest,
      dev.hokusai.registry.v1.ListModelsResponse> getListModelsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.ListModelsRequest, dev.hokusai.registry.v1.ListModelsResponse> getListModelsMethod;
    if ((getListModelsMethod = RegistryServiceGrpc.getListModelsMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getListModelsMethod = RegistryServiceGrpc.getListModelsMethod) == null) {
          RegistryServiceGrpc.getListModelsMethod = getListModelsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.ListModelsRequest, dev.hokusai.registry.v1.ListModelsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListModels"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.ListModelsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.ListModelsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("ListModels"))
              .build();
        }
      }
    }
    return getListModelsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.UpdateModelRequest,
      dev.hokusai.registry.v1.UpdateModelResponse> getUpdateModelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateModel",
      requestType = dev.hokusai.registry.v1.UpdateModelRequest.class,
      responseType = dev.hokusai.registry.v1.UpdateModelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.UpdateModelRequest,
      dev.hokusai.registry.v1.UpdateModelResponse> getUpdateModelMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.UpdateModelRequest, dev.hokusai.registry.v1.UpdateModelResponse> getUpdateModelMethod;
    if ((getUpdateModelMethod = RegistryServiceGrpc.getUpdateModelMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getUpdateModelMethod = RegistryServiceGrpc.getUpdateModelMethod) == null) {
          RegistryServiceGrpc.getUpdateModelMethod = getUpdateModelMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.UpdateModelRequest, dev.hokusai.registry.v1.UpdateModelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateModel"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.UpdateModelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.UpdateModelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("UpdateModel"))
              .build();
        }
      }
    }
    return getUpdateModelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.ArchiveModelRequest,
      dev.hokusai.registry.v1.ArchiveModelResponse> getArchiveModelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ArchiveModel",
      requestType = dev.hokusai.registry.v1.ArchiveModelRequest.class,
      responseType = dev.hokusai.registry.v1.ArchiveModelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.ArchiveModelRequest,
      dev.hokusai.registry.v1.ArchiveModelResponse> getArchiveModelMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.ArchiveModelRequest, dev.hokusai.registry.v1.ArchiveModelResponse> getArchiveModelMethod;
    if ((getArchiveModelMethod = RegistryServiceGrpc.getArchiveModelMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getArchiveModelMethod = RegistryServiceGrpc.getArchiveModelMethod) == null) {
          RegistryServiceGrpc.getArchiveModelMethod = getArchiveModelMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.ArchiveModelRequest, dev.hokusai.registry.v1.ArchiveModelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ArchiveModel"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.ArchiveModelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.ArchiveModelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("ArchiveModel"))
              .build();
        }
      }
    }
    return getArchiveModelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.RestoreModelRequest,
      dev.hokusai.registry.v1.RestoreModelResponse> getRestoreModelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RestoreModel",
      requestType = dev.hokusai.registry.v1.RestoreModelRequest.class,
      responseType = dev.hokusai.registry.v1.RestoreModelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.RestoreModelRequest,
      dev.hokusai.registry.v1.RestoreModelResponse> getRestoreModelMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.RestoreModelRequest, dev.hokusai.registry.v1.RestoreModelResponse> getRestoreModelMethod;
    if ((getRestoreModelMethod = RegistryServiceGrpc.getRestoreModelMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getRestoreModelMethod = RegistryServiceGrpc.getRestoreModelMethod) == null) {
          RegistryServiceGrpc.getRestoreModelMethod = getRestoreModelMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.RestoreModelRequest, dev.hokusai.registry.v1.RestoreModelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RestoreModel"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.RestoreModelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.RestoreModelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("RestoreModel"))
              .build();
        }
      }
    }
    return getRestoreModelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.StartUploadRequest,
      dev.hokusai.registry.v1.StartUploadResponse> getStartUploadMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "StartUpload",
      requestType = dev.hokusai.registry.v1.StartUploadRequest.class,
      responseType = dev.hokusai.registry.v1.StartUploadResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.StartUploadRequest,
      dev.hokusai.registry.v1.StartUploadResponse> getStartUploadMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.StartUploadRequest, dev.hokusai.registry.v1.StartUploadResponse> getStartUploadMethod;
    if ((getStartUploadMethod = RegistryServiceGrpc.getStartUploadMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getStartUploadMethod = RegistryServiceGrpc.getStartUploadMethod) == null) {
          RegistryServiceGrpc.getStartUploadMethod = getStartUploadMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.StartUploadRequest, dev.hokusai.registry.v1.StartUploadResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "StartUpload"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.StartUploadRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.StartUploadResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("StartUpload"))
              .build();
        }
      }
    }
    return getStartUploadMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.AppendUploadRequest,
      dev.hokusai.registry.v1.AppendUploadResponse> getAppendUploadMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "AppendUpload",
      requestType = dev.hokusai.registry.v1.AppendUploadRequest.class,
      responseType = dev.hokusai.registry.v1.AppendUploadResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.AppendUploadRequest,
      dev.hokusai.registry.v1.AppendUploadResponse> getAppendUploadMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.AppendUploadRequest, dev.hokusai.registry.v1.AppendUploadResponse> getAppendUploadMethod;
    if ((getAppendUploadMethod = RegistryServiceGrpc.getAppendUploadMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getAppendUploadMethod = RegistryServiceGrpc.getAppendUploadMethod) == null) {
          RegistryServiceGrpc.getAppendUploadMethod = getAppendUploadMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.AppendUploadRequest, dev.hokusai.registry.v1.AppendUploadResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "AppendUpload"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.AppendUploadRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.AppendUploadResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("AppendUpload"))
              .build();
        }
      }
    }
    return getAppendUploadMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.QueryUploadRequest,
      dev.hokusai.registry.v1.QueryUploadResponse> getQueryUploadMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "QueryUpload",
      requestType = dev.hokusai.registry.v1.QueryUploadRequest.class,
      responseType = dev.hokusai.registry.v1.QueryUploadResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.QueryUploadRequest,
      dev.hokusai.registry.v1.QueryUploadResponse> getQueryUploadMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.QueryUploadRequest, dev.hokusai.registry.v1.QueryUploadResponse> getQueryUploadMethod;
    if ((getQueryUploadMethod = RegistryServiceGrpc.getQueryUploadMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getQueryUploadMethod = RegistryServiceGrpc.getQueryUploadMethod) == null) {
          RegistryServiceGrpc.getQueryUploadMethod = getQueryUploadMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.QueryUploadRequest, dev.hokusai.registry.v1.QueryUploadResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "QueryUpload"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.QueryUploadRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.QueryUploadResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("QueryUpload"))
              .build();
        }
      }
    }
    return getQueryUploadMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.FinishUploadRequest,
      dev.hokusai.registry.v1.FinishUploadResponse> getFinishUploadMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "FinishUpload",
      requestType = dev.hokusai.registry.v1.FinishUploadRequest.class,
      responseType = dev.hokusai.registry.v1.FinishUploadResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.FinishUploadRequest,
      dev.hokusai.registry.v1.FinishUploadResponse> getFinishUploadMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.FinishUploadRequest, dev.hokusai.registry.v1.FinishUploadResponse> getFinishUploadMethod;
    if ((getFinishUploadMethod = RegistryServiceGrpc.getFinishUploadMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getFinishUploadMethod = RegistryServiceGrpc.getFinishUploadMethod) == null) {
          RegistryServiceGrpc.getFinishUploadMethod = getFinishUploadMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.FinishUploadRequest, dev.hokusai.registry.v1.FinishUploadResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "FinishUpload"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.FinishUploadRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.FinishUploadResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("FinishUpload"))
              .build();
        }
      }
    }
    return getFinishUploadMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.DownloadBundleRequest,
      dev.hokusai.registry.v1.DownloadBundleResponse> getDownloadBundleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DownloadBundle",
      requestType = dev.hokusai.registry.v1.DownloadBundleRequest.class,
      responseType = dev.hokusai.registry.v1.DownloadBundleResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.DownloadBundleRequest,
      dev.hokusai.registry.v1.DownloadBundleResponse> getDownloadBundleMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.DownloadBundleRequest, dev.hokusai.registry.v1.DownloadBundleResponse> getDownloadBundleMethod;
    if ((getDownloadBundleMethod = RegistryServiceGrpc.getDownloadBundleMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getDownloadBundleMethod = RegistryServiceGrpc.getDownloadBundleMethod) == null) {
          RegistryServiceGrpc.getDownloadBundleMethod = getDownloadBundleMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.DownloadBundleRequest, dev.hokusai.registry.v1.DownloadBundleResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DownloadBundle"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.DownloadBundleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.DownloadBundleResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("DownloadBundle"))
              .build();
        }
      }
    }
    return getDownloadBundleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.RegisterBaselineRequest,
      dev.hokusai.registry.v1.RegisterBaselineResponse> getRegisterBaselineMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RegisterBaseline",
      requestType = dev.hokusai.registry.v1.RegisterBaselineRequest.class,
      responseType = dev.hokusai.registry.v1.RegisterBaselineResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.RegisterBaselineRequest,
      dev.hokusai.registry.v1.RegisterBaselineResponse> getRegisterBaselineMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.RegisterBaselineRequest, dev.hokusai.registry.v1.RegisterBaselineResponse> getRegisterBaselineMethod;
    if ((getRegisterBaselineMethod = RegistryServiceGrpc.getRegisterBaselineMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getRegisterBaselineMethod = RegistryServiceGrpc.getRegisterBaselineMethod) == null) {
          RegistryServiceGrpc.getRegisterBaselineMethod = getRegisterBaselineMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.RegisterBaselineRequest, dev.hokusai.registry.v1.RegisterBaselineResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RegisterBaseline"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.RegisterBaselineRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.RegisterBaselineResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("RegisterBaseline"))
              .build();
        }
      }
    }
    return getRegisterBaselineMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.RegisterImprovedRequest,
      dev.hokusai.registry.v1.RegisterImprovedResponse> getRegisterImprovedMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RegisterImproved",
      requestType = dev.hokusai.registry.v1.RegisterImprovedRequest.class,
      responseType = dev.hokusai.registry.v1.RegisterImprovedResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.RegisterImprovedRequest,
      dev.hokusai.registry.v1.RegisterImprovedResponse> getRegisterImprovedMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.RegisterImprovedRequest, dev.hokusai.registry.v1.RegisterImprovedResponse> getRegisterImprovedMethod;
    if ((getRegisterImprovedMethod = RegistryServiceGrpc.getRegisterImprovedMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getRegisterImprovedMethod = RegistryServiceGrpc.getRegisterImprovedMethod) == null) {
          RegistryServiceGrpc.getRegisterImprovedMethod = getRegisterImprovedMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.RegisterImprovedRequest, dev.hokusai.registry.v1.RegisterImprovedResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RegisterImproved"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.RegisterImprovedRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.RegisterImprovedResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("RegisterImproved"))
              .build();
        }
      }
    }
    return getRegisterImprovedMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.AdoptVersionRequest,
      dev.hokusai.registry.v1.AdoptVersionResponse> getAdoptVersionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "AdoptVersion",
      requestType = dev.hokusai.registry.v1.AdoptVersionRequest.class,
      responseType = dev.hokusai.registry.v1.AdoptVersionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.AdoptVersionRequest,
      dev.hokusai.registry.v1.AdoptVersionResponse> getAdoptVersionMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.AdoptVersionRequest, dev.hokusai.registry.v1.AdoptVersionResponse> getAdoptVersionMethod;
    if ((getAdoptVersionMethod = RegistryServiceGrpc.getAdoptVersionMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getAdoptVersionMethod = RegistryServiceGrpc.getAdoptVersionMethod) == null) {
          RegistryServiceGrpc.getAdoptVersionMethod = getAdoptVersionMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.AdoptVersionRequest, dev.hokusai.registry.v1.AdoptVersionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "AdoptVersion"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.AdoptVersionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.AdoptVersionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("AdoptVersion"))
              .build();
        }
      }
    }
    return getAdoptVersionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.registry.v1.GetLineageRequest,
      dev.hokusai.registry.v1.GetLineageResponse> getGetLineageMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetLineage",
      requestType = dev.hokusai.registry.v1.GetLineageRequest.class,
      responseType = dev.hokusai.registry.v1.GetLineageResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.registry.v1.GetLineageRequest,
      dev.hokusai.registry.v1.GetLineageResponse> getGetLineageMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.registry.v1.GetLineageRequest, dev.hokusai.registry.v1.GetLineageResponse> getGetLineageMethod;
    if ((getGetLineageMethod = RegistryServiceGrpc.getGetLineageMethod) == null) {
      synchronized (RegistryServiceGrpc.class) {
        if ((getGetLineageMethod = RegistryServiceGrpc.getGetLineageMethod) == null) {
          RegistryServiceGrpc.getGetLineageMethod = getGetLineageMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.registry.v1.GetLineageRequest, dev.hokusai.registry.v1.GetLineageResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetLineage"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.GetLineageRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.registry.v1.GetLineageResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RegistryServiceMethodDescriptorSupplier("GetLineage"))
              .build();
        }
      }
    }
    return getGetLineageMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static RegistryServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RegistryServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RegistryServiceStub>() {
        @java.lang.Override
        public RegistryServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RegistryServiceStub(channel, callOptions);
        }
      };
    return RegistryServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static RegistryServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RegistryServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RegistryServiceBlockingV2Stub>() {
        @java.lang.Override
        public RegistryServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RegistryServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return RegistryServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static RegistryServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RegistryServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RegistryServiceBlockingStub>() {
        @java.lang.Override
        public RegistryServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RegistryServiceBlockingStub(channel, callOptions);
        }
      };
    return RegistryServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static RegistryServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RegistryServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RegistryServiceFutureStub>() {
        @java.lang.Override
        public RegistryServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RegistryServiceFutureStub(channel, callOptions);
        }
      };
    return RegistryServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Models, the bundles they are made of, and the registration of versions.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days.
   * Every RPC may also answer INVALID_ARGUMENT (INVALID_REQUEST): a field breaks the rule stated at it, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Creates a model without versions.
     * Registering a baseline creates its model by itself; this RPC is for those who want the model before. Atomic.
     * Errors:
     *   ALREADY_EXISTS (MODEL_ALREADY_EXISTS): a model of this name exists, archived or not.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void createModel(dev.hokusai.registry.v1.CreateModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.CreateModelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateModelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Returns one model, archived ones too.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     * </pre>
     */
    default void getModel(dev.hokusai.registry.v1.GetModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.GetModelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetModelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists models in pages.
     * Every model that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
     * meanwhile.
     * Errors:
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    default void listModels(dev.hokusai.registry.v1.ListModelsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.ListModelsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListModelsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes what a model says about itself. Atomic: all of the named changes or none.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read. Read again, then decide.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void updateModel(dev.hokusai.registry.v1.UpdateModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.UpdateModelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateModelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Closes a model to new versions and hides it from lists. What it has keeps working. Archiving an archived model
     * succeeds and changes nothing. Atomic.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void archiveModel(dev.hokusai.registry.v1.ArchiveModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.ArchiveModelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getArchiveModelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Opens an archived model again. Restoring an active model succeeds and changes nothing. Atomic.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void restoreModel(dev.hokusai.registry.v1.RestoreModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.RestoreModelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRestoreModelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Opens an upload for a bundle whose files the client already knows.
     * The reply says which files the server already has from earlier bundles; only the others need sending. The upload
     * survives a restart of the server and expires when nothing arrives for a day. With a repeated `request_id` the first
     * upload is returned as it stands now.
     * Limits: 10,000 files and 64 GiB a bundle unless the server is set otherwise. The manifest must name a file `MLmodel` at
     * the root.
     * Errors:
     *   INVALID_ARGUMENT (BUNDLE_PATH_REFUSED): a path is absolute, has `..`, collides with another or is otherwise refused.
     *   INVALID_ARGUMENT (BUNDLE_INVALID): no `MLmodel` at the root.
     *   INVALID_ARGUMENT (BUNDLE_TOO_LARGE): more bytes or files than the server takes.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): an empty file has another SHA-256 than that of no bytes.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk has not enough room for what is missing.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void startUpload(dev.hokusai.registry.v1.StartUploadRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.StartUploadResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getStartUploadMethod(), responseObserver);
    }

    /**
     * <pre>
     * Appends bytes to the files of an upload.
     * Every message carries one chunk; chunks of one file come in order, files in any order, and several calls may send
     * different files of one upload at once. Chunks that repeat bytes the server already has are skipped, so going on from
     * an older offset is safe. When a file's last byte is there its SHA-256 is checked; a file that does not match is thrown
     * away and is to be sent again from offset 0.
     * The server answers only after the client's stream has ended: after a fault it reads on and drops what follows, since
     * an early end would cost an asynchronous client the status. A client SHOULD therefore send at most 64 MiB in one call.
     * What was acknowledged is durable.
     * Errors (all after the client's stream ended):
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it is finished or expired.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the path is not in the manifest.
     *   ABORTED (UPLOAD_OFFSET_MISMATCH): the chunk leaves a gap or passes the file's end; metadata names the offset wanted.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): the content of a file or chunk does not match its SHA-256; send it again.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk is full.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the stream is empty or its messages name different uploads.
     * </pre>
     */
    default io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.AppendUploadRequest> appendUpload(
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.AppendUploadResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getAppendUploadMethod(), responseObserver);
    }

    /**
     * <pre>
     * Returns what the server has of an upload: where to go on after a cut.
     * Errors:
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
     * </pre>
     */
    default void queryUpload(dev.hokusai.registry.v1.QueryUploadRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.QueryUploadResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getQueryUploadMethod(), responseObserver);
    }

    /**
     * <pre>
     * Verifies and seals an upload as a bundle.
     * All or nothing: afterwards the bundle is durable and readable by its digest, or nothing changed. Finishing a finished
     * upload returns the same bundle. A bundle that no version uses is removed seven days after it was last uploaded or
     * registered.
     * Errors:
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
     *   FAILED_PRECONDITION (UPLOAD_INCOMPLETE): a file is not whole; metadata names the first, and how much of it is there.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): a file is whole and wrong; it was thrown away, send it again.
     *   INVALID_ARGUMENT (BUNDLE_INVALID): `MLmodel` cannot be read as an MLflow model.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk is full.
     * </pre>
     */
    default void finishUpload(dev.hokusai.registry.v1.FinishUploadRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.FinishUploadResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getFinishUploadMethod(), responseObserver);
    }

    /**
     * <pre>
     * Sends a bundle or parts of it.
     * First one `manifest`, then `chunk` frames: whole files in the order of the manifest, or the ranges in the order asked
     * for; last one `summary`. A stream without a summary is incomplete: go on with ranges from the first missing byte.
     * Errors:
     *   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored.
     *   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
     *   FAILED_PRECONDITION (VERSION_DELETED): the version is deleted.
     *   INVALID_ARGUMENT (INVALID_REQUEST): a range names an unknown file or begins beyond its end.
     * </pre>
     */
    default void downloadBundle(dev.hokusai.registry.v1.DownloadBundleRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.DownloadBundleResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDownloadBundleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Registers a sealed bundle as a version that improves on nothing.
     * Creates the model if there is none of that name. The number is given out by the server: `1.0.0` for the first version
     * unless another is asked for; afterwards the highest version of the release line, raised by `bump`. All or nothing: when
     * the call succeeds the version is durable, mirrored to MLflow (or marked pending, where the server is set to run without
     * MLflow) and visible; when it fails nothing is visible. If the connection breaks, repeat it with the same `request_id`: a
     * version that was under way is finished, not doubled. Concurrent registrations of one model queue and all succeed,
     * without a duplicate or a hole.
     * Errors:
     *   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the number is no SemVer 2.0.0, or has build metadata.
     *   INVALID_ARGUMENT (INVALID_REQUEST): a metric is named twice or its direction is neither given nor known.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved or breaks the rule of aliases.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     *   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored; upload it.
     *   ALREADY_EXISTS (VERSION_ALREADY_EXISTS): the explicit number is taken, be it by a deleted version.
     *   FAILED_PRECONDITION (VERSION_UNDERSTATES_CHANGE): the number or bump promises more compatibility than the signatures
     *     have; metadata names each field. Raise the bump, use AUTO, or set `allow_breaking`.
     *   FAILED_PRECONDITION (SIGNATURE_REQUIRED): the bundle has no signature and the server's policy wants one.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): the model takes no new versions.
     *   UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer. Retryable with the same request id.
     *   FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's credentials; not retryable.
     *   FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow understood the call and refused it.
     * </pre>
     */
    default void registerBaseline(dev.hokusai.registry.v1.RegisterBaselineRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.RegisterBaselineResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRegisterBaselineMethod(), responseObserver);
    }

    /**
     * <pre>
     * Registers a sealed bundle as a version that improves on another.
     * As RegisterBaseline, except that the model and the parent must exist, and that the deltas of the metrics against the
     * parent's are computed by the server and kept with the version. A worse version is registered too: judging is
     * CompareVersions' work, choosing is PromoteVersion's.
     * Errors: those of RegisterBaseline, and
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such parent.
     *   FAILED_PRECONDITION (VERSION_DELETED): the parent is deleted.
     * </pre>
     */
    default void registerImproved(dev.hokusai.registry.v1.RegisterImprovedRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.RegisterImprovedResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRegisterImprovedMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gives a SemVer to a model version that someone made in MLflow directly.
     * The bundle is fetched, verified and sealed; the number follows the rules of RegisterBaseline. Not offered yet.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    default void adoptVersion(dev.hokusai.registry.v1.AdoptVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.AdoptVersionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getAdoptVersionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Returns where a version came from and what came of it.
     * Nodes come in pages: the ancestors from the root down, the version itself, then its descendants, parents before
     * children and, among children, the lower number first. Deleted versions are part of a lineage.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    default void getLineage(dev.hokusai.registry.v1.GetLineageRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.GetLineageResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetLineageMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service RegistryService.
   * <pre>
   * Models, the bundles they are made of, and the registration of versions.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days.
   * Every RPC may also answer INVALID_ARGUMENT (INVALID_REQUEST): a field breaks the rule stated at it, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public static abstract class RegistryServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return RegistryServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service RegistryService.
   * <pre>
   * Models, the bundles they are made of, and the registration of versions.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days.
   * Every RPC may also answer INVALID_ARGUMENT (INVALID_REQUEST): a field breaks the rule stated at it, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public static final class RegistryServiceStub
      extends io.grpc.stub.AbstractAsyncStub<RegistryServiceStub> {
    private RegistryServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RegistryServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RegistryServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a model without versions.
     * Registering a baseline creates its model by itself; this RPC is for those who want the model before. Atomic.
     * Errors:
     *   ALREADY_EXISTS (MODEL_ALREADY_EXISTS): a model of this name exists, archived or not.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void createModel(dev.hokusai.registry.v1.CreateModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.CreateModelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateModelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Returns one model, archived ones too.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     * </pre>
     */
    public void getModel(dev.hokusai.registry.v1.GetModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.GetModelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetModelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists models in pages.
     * Every model that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
     * meanwhile.
     * Errors:
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public void listModels(dev.hokusai.registry.v1.ListModelsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.ListModelsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListModelsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes what a model says about itself. Atomic: all of the named changes or none.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read. Read again, then decide.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void updateModel(dev.hokusai.registry.v1.UpdateModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.UpdateModelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateModelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Closes a model to new versions and hides it from lists. What it has keeps working. Archiving an archived model
     * succeeds and changes nothing. Atomic.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void archiveModel(dev.hokusai.registry.v1.ArchiveModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.ArchiveModelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getArchiveModelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Opens an archived model again. Restoring an active model succeeds and changes nothing. Atomic.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void restoreModel(dev.hokusai.registry.v1.RestoreModelRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.RestoreModelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRestoreModelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Opens an upload for a bundle whose files the client already knows.
     * The reply says which files the server already has from earlier bundles; only the others need sending. The upload
     * survives a restart of the server and expires when nothing arrives for a day. With a repeated `request_id` the first
     * upload is returned as it stands now.
     * Limits: 10,000 files and 64 GiB a bundle unless the server is set otherwise. The manifest must name a file `MLmodel` at
     * the root.
     * Errors:
     *   INVALID_ARGUMENT (BUNDLE_PATH_REFUSED): a path is absolute, has `..`, collides with another or is otherwise refused.
     *   INVALID_ARGUMENT (BUNDLE_INVALID): no `MLmodel` at the root.
     *   INVALID_ARGUMENT (BUNDLE_TOO_LARGE): more bytes or files than the server takes.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): an empty file has another SHA-256 than that of no bytes.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk has not enough room for what is missing.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void startUpload(dev.hokusai.registry.v1.StartUploadRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.StartUploadResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getStartUploadMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Appends bytes to the files of an upload.
     * Every message carries one chunk; chunks of one file come in order, files in any order, and several calls may send
     * different files of one upload at once. Chunks that repeat bytes the server already has are skipped, so going on from
     * an older offset is safe. When a file's last byte is there its SHA-256 is checked; a file that does not match is thrown
     * away and is to be sent again from offset 0.
     * The server answers only after the client's stream has ended: after a fault it reads on and drops what follows, since
     * an early end would cost an asynchronous client the status. A client SHOULD therefore send at most 64 MiB in one call.
     * What was acknowledged is durable.
     * Errors (all after the client's stream ended):
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it is finished or expired.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the path is not in the manifest.
     *   ABORTED (UPLOAD_OFFSET_MISMATCH): the chunk leaves a gap or passes the file's end; metadata names the offset wanted.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): the content of a file or chunk does not match its SHA-256; send it again.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk is full.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the stream is empty or its messages name different uploads.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.AppendUploadRequest> appendUpload(
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.AppendUploadResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncClientStreamingCall(
          getChannel().newCall(getAppendUploadMethod(), getCallOptions()), responseObserver);
    }

    /**
     * <pre>
     * Returns what the server has of an upload: where to go on after a cut.
     * Errors:
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
     * </pre>
     */
    public void queryUpload(dev.hokusai.registry.v1.QueryUploadRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.QueryUploadResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getQueryUploadMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Verifies and seals an upload as a bundle.
     * All or nothing: afterwards the bundle is durable and readable by its digest, or nothing changed. Finishing a finished
     * upload returns the same bundle. A bundle that no version uses is removed seven days after it was last uploaded or
     * registered.
     * Errors:
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
     *   FAILED_PRECONDITION (UPLOAD_INCOMPLETE): a file is not whole; metadata names the first, and how much of it is there.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): a file is whole and wrong; it was thrown away, send it again.
     *   INVALID_ARGUMENT (BUNDLE_INVALID): `MLmodel` cannot be read as an MLflow model.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk is full.
     * </pre>
     */
    public void finishUpload(dev.hokusai.registry.v1.FinishUploadRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.FinishUploadResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getFinishUploadMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Sends a bundle or parts of it.
     * First one `manifest`, then `chunk` frames: whole files in the order of the manifest, or the ranges in the order asked
     * for; last one `summary`. A stream without a summary is incomplete: go on with ranges from the first missing byte.
     * Errors:
     *   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored.
     *   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
     *   FAILED_PRECONDITION (VERSION_DELETED): the version is deleted.
     *   INVALID_ARGUMENT (INVALID_REQUEST): a range names an unknown file or begins beyond its end.
     * </pre>
     */
    public void downloadBundle(dev.hokusai.registry.v1.DownloadBundleRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.DownloadBundleResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getDownloadBundleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Registers a sealed bundle as a version that improves on nothing.
     * Creates the model if there is none of that name. The number is given out by the server: `1.0.0` for the first version
     * unless another is asked for; afterwards the highest version of the release line, raised by `bump`. All or nothing: when
     * the call succeeds the version is durable, mirrored to MLflow (or marked pending, where the server is set to run without
     * MLflow) and visible; when it fails nothing is visible. If the connection breaks, repeat it with the same `request_id`: a
     * version that was under way is finished, not doubled. Concurrent registrations of one model queue and all succeed,
     * without a duplicate or a hole.
     * Errors:
     *   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the number is no SemVer 2.0.0, or has build metadata.
     *   INVALID_ARGUMENT (INVALID_REQUEST): a metric is named twice or its direction is neither given nor known.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved or breaks the rule of aliases.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     *   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored; upload it.
     *   ALREADY_EXISTS (VERSION_ALREADY_EXISTS): the explicit number is taken, be it by a deleted version.
     *   FAILED_PRECONDITION (VERSION_UNDERSTATES_CHANGE): the number or bump promises more compatibility than the signatures
     *     have; metadata names each field. Raise the bump, use AUTO, or set `allow_breaking`.
     *   FAILED_PRECONDITION (SIGNATURE_REQUIRED): the bundle has no signature and the server's policy wants one.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): the model takes no new versions.
     *   UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer. Retryable with the same request id.
     *   FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's credentials; not retryable.
     *   FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow understood the call and refused it.
     * </pre>
     */
    public void registerBaseline(dev.hokusai.registry.v1.RegisterBaselineRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.RegisterBaselineResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRegisterBaselineMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Registers a sealed bundle as a version that improves on another.
     * As RegisterBaseline, except that the model and the parent must exist, and that the deltas of the metrics against the
     * parent's are computed by the server and kept with the version. A worse version is registered too: judging is
     * CompareVersions' work, choosing is PromoteVersion's.
     * Errors: those of RegisterBaseline, and
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such parent.
     *   FAILED_PRECONDITION (VERSION_DELETED): the parent is deleted.
     * </pre>
     */
    public void registerImproved(dev.hokusai.registry.v1.RegisterImprovedRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.RegisterImprovedResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRegisterImprovedMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gives a SemVer to a model version that someone made in MLflow directly.
     * The bundle is fetched, verified and sealed; the number follows the rules of RegisterBaseline. Not offered yet.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    public void adoptVersion(dev.hokusai.registry.v1.AdoptVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.AdoptVersionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getAdoptVersionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Returns where a version came from and what came of it.
     * Nodes come in pages: the ancestors from the root down, the version itself, then its descendants, parents before
     * children and, among children, the lower number first. Deleted versions are part of a lineage.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public void getLineage(dev.hokusai.registry.v1.GetLineageRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.GetLineageResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetLineageMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service RegistryService.
   * <pre>
   * Models, the bundles they are made of, and the registration of versions.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days.
   * Every RPC may also answer INVALID_ARGUMENT (INVALID_REQUEST): a field breaks the rule stated at it, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public static final class RegistryServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<RegistryServiceBlockingV2Stub> {
    private RegistryServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RegistryServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RegistryServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a model without versions.
     * Registering a baseline creates its model by itself; this RPC is for those who want the model before. Atomic.
     * Errors:
     *   ALREADY_EXISTS (MODEL_ALREADY_EXISTS): a model of this name exists, archived or not.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.registry.v1.CreateModelResponse createModel(dev.hokusai.registry.v1.CreateModelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Returns one model, archived ones too.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     * </pre>
     */
    public dev.hokusai.registry.v1.GetModelResponse getModel(dev.hokusai.registry.v1.GetModelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists models in pages.
     * Every model that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
     * meanwhile.
     * Errors:
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public dev.hokusai.registry.v1.ListModelsResponse listModels(dev.hokusai.registry.v1.ListModelsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListModelsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes what a model says about itself. Atomic: all of the named changes or none.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read. Read again, then decide.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.registry.v1.UpdateModelResponse updateModel(dev.hokusai.registry.v1.UpdateModelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Closes a model to new versions and hides it from lists. What it has keeps working. Archiving an archived model
     * succeeds and changes nothing. Atomic.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.registry.v1.ArchiveModelResponse archiveModel(dev.hokusai.registry.v1.ArchiveModelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getArchiveModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens an archived model again. Restoring an active model succeeds and changes nothing. Atomic.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.registry.v1.RestoreModelResponse restoreModel(dev.hokusai.registry.v1.RestoreModelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRestoreModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens an upload for a bundle whose files the client already knows.
     * The reply says which files the server already has from earlier bundles; only the others need sending. The upload
     * survives a restart of the server and expires when nothing arrives for a day. With a repeated `request_id` the first
     * upload is returned as it stands now.
     * Limits: 10,000 files and 64 GiB a bundle unless the server is set otherwise. The manifest must name a file `MLmodel` at
     * the root.
     * Errors:
     *   INVALID_ARGUMENT (BUNDLE_PATH_REFUSED): a path is absolute, has `..`, collides with another or is otherwise refused.
     *   INVALID_ARGUMENT (BUNDLE_INVALID): no `MLmodel` at the root.
     *   INVALID_ARGUMENT (BUNDLE_TOO_LARGE): more bytes or files than the server takes.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): an empty file has another SHA-256 than that of no bytes.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk has not enough room for what is missing.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.registry.v1.StartUploadResponse startUpload(dev.hokusai.registry.v1.StartUploadRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getStartUploadMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Appends bytes to the files of an upload.
     * Every message carries one chunk; chunks of one file come in order, files in any order, and several calls may send
     * different files of one upload at once. Chunks that repeat bytes the server already has are skipped, so going on from
     * an older offset is safe. When a file's last byte is there its SHA-256 is checked; a file that does not match is thrown
     * away and is to be sent again from offset 0.
     * The server answers only after the client's stream has ended: after a fault it reads on and drops what follows, since
     * an early end would cost an asynchronous client the status. A client SHOULD therefore send at most 64 MiB in one call.
     * What was acknowledged is durable.
     * Errors (all after the client's stream ended):
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it is finished or expired.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the path is not in the manifest.
     *   ABORTED (UPLOAD_OFFSET_MISMATCH): the chunk leaves a gap or passes the file's end; metadata names the offset wanted.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): the content of a file or chunk does not match its SHA-256; send it again.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk is full.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the stream is empty or its messages name different uploads.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<dev.hokusai.registry.v1.AppendUploadRequest, dev.hokusai.registry.v1.AppendUploadResponse>
        appendUpload() {
      return io.grpc.stub.ClientCalls.blockingClientStreamingCall(
          getChannel(), getAppendUploadMethod(), getCallOptions());
    }

    /**
     * <pre>
     * Returns what the server has of an upload: where to go on after a cut.
     * Errors:
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
     * </pre>
     */
    public dev.hokusai.registry.v1.QueryUploadResponse queryUpload(dev.hokusai.registry.v1.QueryUploadRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getQueryUploadMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Verifies and seals an upload as a bundle.
     * All or nothing: afterwards the bundle is durable and readable by its digest, or nothing changed. Finishing a finished
     * upload returns the same bundle. A bundle that no version uses is removed seven days after it was last uploaded or
     * registered.
     * Errors:
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
     *   FAILED_PRECONDITION (UPLOAD_INCOMPLETE): a file is not whole; metadata names the first, and how much of it is there.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): a file is whole and wrong; it was thrown away, send it again.
     *   INVALID_ARGUMENT (BUNDLE_INVALID): `MLmodel` cannot be read as an MLflow model.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk is full.
     * </pre>
     */
    public dev.hokusai.registry.v1.FinishUploadResponse finishUpload(dev.hokusai.registry.v1.FinishUploadRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getFinishUploadMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sends a bundle or parts of it.
     * First one `manifest`, then `chunk` frames: whole files in the order of the manifest, or the ranges in the order asked
     * for; last one `summary`. A stream without a summary is incomplete: go on with ranges from the first missing byte.
     * Errors:
     *   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored.
     *   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
     *   FAILED_PRECONDITION (VERSION_DELETED): the version is deleted.
     *   INVALID_ARGUMENT (INVALID_REQUEST): a range names an unknown file or begins beyond its end.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, dev.hokusai.registry.v1.DownloadBundleResponse>
        downloadBundle(dev.hokusai.registry.v1.DownloadBundleRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getDownloadBundleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Registers a sealed bundle as a version that improves on nothing.
     * Creates the model if there is none of that name. The number is given out by the server: `1.0.0` for the first version
     * unless another is asked for; afterwards the highest version of the release line, raised by `bump`. All or nothing: when
     * the call succeeds the version is durable, mirrored to MLflow (or marked pending, where the server is set to run without
     * MLflow) and visible; when it fails nothing is visible. If the connection breaks, repeat it with the same `request_id`: a
     * version that was under way is finished, not doubled. Concurrent registrations of one model queue and all succeed,
     * without a duplicate or a hole.
     * Errors:
     *   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the number is no SemVer 2.0.0, or has build metadata.
     *   INVALID_ARGUMENT (INVALID_REQUEST): a metric is named twice or its direction is neither given nor known.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved or breaks the rule of aliases.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     *   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored; upload it.
     *   ALREADY_EXISTS (VERSION_ALREADY_EXISTS): the explicit number is taken, be it by a deleted version.
     *   FAILED_PRECONDITION (VERSION_UNDERSTATES_CHANGE): the number or bump promises more compatibility than the signatures
     *     have; metadata names each field. Raise the bump, use AUTO, or set `allow_breaking`.
     *   FAILED_PRECONDITION (SIGNATURE_REQUIRED): the bundle has no signature and the server's policy wants one.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): the model takes no new versions.
     *   UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer. Retryable with the same request id.
     *   FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's credentials; not retryable.
     *   FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow understood the call and refused it.
     * </pre>
     */
    public dev.hokusai.registry.v1.RegisterBaselineResponse registerBaseline(dev.hokusai.registry.v1.RegisterBaselineRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRegisterBaselineMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Registers a sealed bundle as a version that improves on another.
     * As RegisterBaseline, except that the model and the parent must exist, and that the deltas of the metrics against the
     * parent's are computed by the server and kept with the version. A worse version is registered too: judging is
     * CompareVersions' work, choosing is PromoteVersion's.
     * Errors: those of RegisterBaseline, and
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such parent.
     *   FAILED_PRECONDITION (VERSION_DELETED): the parent is deleted.
     * </pre>
     */
    public dev.hokusai.registry.v1.RegisterImprovedResponse registerImproved(dev.hokusai.registry.v1.RegisterImprovedRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRegisterImprovedMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives a SemVer to a model version that someone made in MLflow directly.
     * The bundle is fetched, verified and sealed; the number follows the rules of RegisterBaseline. Not offered yet.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    public dev.hokusai.registry.v1.AdoptVersionResponse adoptVersion(dev.hokusai.registry.v1.AdoptVersionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getAdoptVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Returns where a version came from and what came of it.
     * Nodes come in pages: the ancestors from the root down, the version itself, then its descendants, parents before
     * children and, among children, the lower number first. Deleted versions are part of a lineage.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public dev.hokusai.registry.v1.GetLineageResponse getLineage(dev.hokusai.registry.v1.GetLineageRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetLineageMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service RegistryService.
   * <pre>
   * Models, the bundles they are made of, and the registration of versions.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days.
   * Every RPC may also answer INVALID_ARGUMENT (INVALID_REQUEST): a field breaks the rule stated at it, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public static final class RegistryServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<RegistryServiceBlockingStub> {
    private RegistryServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RegistryServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RegistryServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a model without versions.
     * Registering a baseline creates its model by itself; this RPC is for those who want the model before. Atomic.
     * Errors:
     *   ALREADY_EXISTS (MODEL_ALREADY_EXISTS): a model of this name exists, archived or not.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.registry.v1.CreateModelResponse createModel(dev.hokusai.registry.v1.CreateModelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Returns one model, archived ones too.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     * </pre>
     */
    public dev.hokusai.registry.v1.GetModelResponse getModel(dev.hokusai.registry.v1.GetModelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists models in pages.
     * Every model that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
     * meanwhile.
     * Errors:
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public dev.hokusai.registry.v1.ListModelsResponse listModels(dev.hokusai.registry.v1.ListModelsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListModelsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes what a model says about itself. Atomic: all of the named changes or none.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read. Read again, then decide.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.registry.v1.UpdateModelResponse updateModel(dev.hokusai.registry.v1.UpdateModelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Closes a model to new versions and hides it from lists. What it has keeps working. Archiving an archived model
     * succeeds and changes nothing. Atomic.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.registry.v1.ArchiveModelResponse archiveModel(dev.hokusai.registry.v1.ArchiveModelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getArchiveModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens an archived model again. Restoring an active model succeeds and changes nothing. Atomic.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.registry.v1.RestoreModelResponse restoreModel(dev.hokusai.registry.v1.RestoreModelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRestoreModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens an upload for a bundle whose files the client already knows.
     * The reply says which files the server already has from earlier bundles; only the others need sending. The upload
     * survives a restart of the server and expires when nothing arrives for a day. With a repeated `request_id` the first
     * upload is returned as it stands now.
     * Limits: 10,000 files and 64 GiB a bundle unless the server is set otherwise. The manifest must name a file `MLmodel` at
     * the root.
     * Errors:
     *   INVALID_ARGUMENT (BUNDLE_PATH_REFUSED): a path is absolute, has `..`, collides with another or is otherwise refused.
     *   INVALID_ARGUMENT (BUNDLE_INVALID): no `MLmodel` at the root.
     *   INVALID_ARGUMENT (BUNDLE_TOO_LARGE): more bytes or files than the server takes.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): an empty file has another SHA-256 than that of no bytes.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk has not enough room for what is missing.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.registry.v1.StartUploadResponse startUpload(dev.hokusai.registry.v1.StartUploadRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getStartUploadMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Returns what the server has of an upload: where to go on after a cut.
     * Errors:
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
     * </pre>
     */
    public dev.hokusai.registry.v1.QueryUploadResponse queryUpload(dev.hokusai.registry.v1.QueryUploadRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getQueryUploadMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Verifies and seals an upload as a bundle.
     * All or nothing: afterwards the bundle is durable and readable by its digest, or nothing changed. Finishing a finished
     * upload returns the same bundle. A bundle that no version uses is removed seven days after it was last uploaded or
     * registered.
     * Errors:
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
     *   FAILED_PRECONDITION (UPLOAD_INCOMPLETE): a file is not whole; metadata names the first, and how much of it is there.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): a file is whole and wrong; it was thrown away, send it again.
     *   INVALID_ARGUMENT (BUNDLE_INVALID): `MLmodel` cannot be read as an MLflow model.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk is full.
     * </pre>
     */
    public dev.hokusai.registry.v1.FinishUploadResponse finishUpload(dev.hokusai.registry.v1.FinishUploadRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getFinishUploadMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sends a bundle or parts of it.
     * First one `manifest`, then `chunk` frames: whole files in the order of the manifest, or the ranges in the order asked
     * for; last one `summary`. A stream without a summary is incomplete: go on with ranges from the first missing byte.
     * Errors:
     *   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored.
     *   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
     *   FAILED_PRECONDITION (VERSION_DELETED): the version is deleted.
     *   INVALID_ARGUMENT (INVALID_REQUEST): a range names an unknown file or begins beyond its end.
     * </pre>
     */
    public java.util.Iterator<dev.hokusai.registry.v1.DownloadBundleResponse> downloadBundle(
        dev.hokusai.registry.v1.DownloadBundleRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getDownloadBundleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Registers a sealed bundle as a version that improves on nothing.
     * Creates the model if there is none of that name. The number is given out by the server: `1.0.0` for the first version
     * unless another is asked for; afterwards the highest version of the release line, raised by `bump`. All or nothing: when
     * the call succeeds the version is durable, mirrored to MLflow (or marked pending, where the server is set to run without
     * MLflow) and visible; when it fails nothing is visible. If the connection breaks, repeat it with the same `request_id`: a
     * version that was under way is finished, not doubled. Concurrent registrations of one model queue and all succeed,
     * without a duplicate or a hole.
     * Errors:
     *   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the number is no SemVer 2.0.0, or has build metadata.
     *   INVALID_ARGUMENT (INVALID_REQUEST): a metric is named twice or its direction is neither given nor known.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved or breaks the rule of aliases.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     *   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored; upload it.
     *   ALREADY_EXISTS (VERSION_ALREADY_EXISTS): the explicit number is taken, be it by a deleted version.
     *   FAILED_PRECONDITION (VERSION_UNDERSTATES_CHANGE): the number or bump promises more compatibility than the signatures
     *     have; metadata names each field. Raise the bump, use AUTO, or set `allow_breaking`.
     *   FAILED_PRECONDITION (SIGNATURE_REQUIRED): the bundle has no signature and the server's policy wants one.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): the model takes no new versions.
     *   UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer. Retryable with the same request id.
     *   FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's credentials; not retryable.
     *   FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow understood the call and refused it.
     * </pre>
     */
    public dev.hokusai.registry.v1.RegisterBaselineResponse registerBaseline(dev.hokusai.registry.v1.RegisterBaselineRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRegisterBaselineMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Registers a sealed bundle as a version that improves on another.
     * As RegisterBaseline, except that the model and the parent must exist, and that the deltas of the metrics against the
     * parent's are computed by the server and kept with the version. A worse version is registered too: judging is
     * CompareVersions' work, choosing is PromoteVersion's.
     * Errors: those of RegisterBaseline, and
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such parent.
     *   FAILED_PRECONDITION (VERSION_DELETED): the parent is deleted.
     * </pre>
     */
    public dev.hokusai.registry.v1.RegisterImprovedResponse registerImproved(dev.hokusai.registry.v1.RegisterImprovedRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRegisterImprovedMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives a SemVer to a model version that someone made in MLflow directly.
     * The bundle is fetched, verified and sealed; the number follows the rules of RegisterBaseline. Not offered yet.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    public dev.hokusai.registry.v1.AdoptVersionResponse adoptVersion(dev.hokusai.registry.v1.AdoptVersionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getAdoptVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Returns where a version came from and what came of it.
     * Nodes come in pages: the ancestors from the root down, the version itself, then its descendants, parents before
     * children and, among children, the lower number first. Deleted versions are part of a lineage.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public dev.hokusai.registry.v1.GetLineageResponse getLineage(dev.hokusai.registry.v1.GetLineageRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetLineageMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service RegistryService.
   * <pre>
   * Models, the bundles they are made of, and the registration of versions.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days.
   * Every RPC may also answer INVALID_ARGUMENT (INVALID_REQUEST): a field breaks the rule stated at it, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public static final class RegistryServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<RegistryServiceFutureStub> {
    private RegistryServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RegistryServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RegistryServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a model without versions.
     * Registering a baseline creates its model by itself; this RPC is for those who want the model before. Atomic.
     * Errors:
     *   ALREADY_EXISTS (MODEL_ALREADY_EXISTS): a model of this name exists, archived or not.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.CreateModelResponse> createModel(
        dev.hokusai.registry.v1.CreateModelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateModelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Returns one model, archived ones too.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.GetModelResponse> getModel(
        dev.hokusai.registry.v1.GetModelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetModelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists models in pages.
     * Every model that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
     * meanwhile.
     * Errors:
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.ListModelsResponse> listModels(
        dev.hokusai.registry.v1.ListModelsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListModelsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes what a model says about itself. Atomic: all of the named changes or none.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read. Read again, then decide.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.UpdateModelResponse> updateModel(
        dev.hokusai.registry.v1.UpdateModelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateModelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Closes a model to new versions and hides it from lists. What it has keeps working. Archiving an archived model
     * succeeds and changes nothing. Atomic.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.ArchiveModelResponse> archiveModel(
        dev.hokusai.registry.v1.ArchiveModelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getArchiveModelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Opens an archived model again. Restoring an active model succeeds and changes nothing. Atomic.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.RestoreModelResponse> restoreModel(
        dev.hokusai.registry.v1.RestoreModelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRestoreModelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Opens an upload for a bundle whose files the client already knows.
     * The reply says which files the server already has from earlier bundles; only the others need sending. The upload
     * survives a restart of the server and expires when nothing arrives for a day. With a repeated `request_id` the first
     * upload is returned as it stands now.
     * Limits: 10,000 files and 64 GiB a bundle unless the server is set otherwise. The manifest must name a file `MLmodel` at
     * the root.
     * Errors:
     *   INVALID_ARGUMENT (BUNDLE_PATH_REFUSED): a path is absolute, has `..`, collides with another or is otherwise refused.
     *   INVALID_ARGUMENT (BUNDLE_INVALID): no `MLmodel` at the root.
     *   INVALID_ARGUMENT (BUNDLE_TOO_LARGE): more bytes or files than the server takes.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): an empty file has another SHA-256 than that of no bytes.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk has not enough room for what is missing.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.StartUploadResponse> startUpload(
        dev.hokusai.registry.v1.StartUploadRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getStartUploadMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Returns what the server has of an upload: where to go on after a cut.
     * Errors:
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.QueryUploadResponse> queryUpload(
        dev.hokusai.registry.v1.QueryUploadRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getQueryUploadMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Verifies and seals an upload as a bundle.
     * All or nothing: afterwards the bundle is durable and readable by its digest, or nothing changed. Finishing a finished
     * upload returns the same bundle. A bundle that no version uses is removed seven days after it was last uploaded or
     * registered.
     * Errors:
     *   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
     *   FAILED_PRECONDITION (UPLOAD_INCOMPLETE): a file is not whole; metadata names the first, and how much of it is there.
     *   INVALID_ARGUMENT (CHECKSUM_MISMATCH): a file is whole and wrong; it was thrown away, send it again.
     *   INVALID_ARGUMENT (BUNDLE_INVALID): `MLmodel` cannot be read as an MLflow model.
     *   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk is full.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.FinishUploadResponse> finishUpload(
        dev.hokusai.registry.v1.FinishUploadRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getFinishUploadMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Registers a sealed bundle as a version that improves on nothing.
     * Creates the model if there is none of that name. The number is given out by the server: `1.0.0` for the first version
     * unless another is asked for; afterwards the highest version of the release line, raised by `bump`. All or nothing: when
     * the call succeeds the version is durable, mirrored to MLflow (or marked pending, where the server is set to run without
     * MLflow) and visible; when it fails nothing is visible. If the connection breaks, repeat it with the same `request_id`: a
     * version that was under way is finished, not doubled. Concurrent registrations of one model queue and all succeed,
     * without a duplicate or a hole.
     * Errors:
     *   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the number is no SemVer 2.0.0, or has build metadata.
     *   INVALID_ARGUMENT (INVALID_REQUEST): a metric is named twice or its direction is neither given nor known.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved or breaks the rule of aliases.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     *   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored; upload it.
     *   ALREADY_EXISTS (VERSION_ALREADY_EXISTS): the explicit number is taken, be it by a deleted version.
     *   FAILED_PRECONDITION (VERSION_UNDERSTATES_CHANGE): the number or bump promises more compatibility than the signatures
     *     have; metadata names each field. Raise the bump, use AUTO, or set `allow_breaking`.
     *   FAILED_PRECONDITION (SIGNATURE_REQUIRED): the bundle has no signature and the server's policy wants one.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): the model takes no new versions.
     *   UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer. Retryable with the same request id.
     *   FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's credentials; not retryable.
     *   FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow understood the call and refused it.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.RegisterBaselineResponse> registerBaseline(
        dev.hokusai.registry.v1.RegisterBaselineRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRegisterBaselineMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Registers a sealed bundle as a version that improves on another.
     * As RegisterBaseline, except that the model and the parent must exist, and that the deltas of the metrics against the
     * parent's are computed by the server and kept with the version. A worse version is registered too: judging is
     * CompareVersions' work, choosing is PromoteVersion's.
     * Errors: those of RegisterBaseline, and
     *   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such parent.
     *   FAILED_PRECONDITION (VERSION_DELETED): the parent is deleted.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.RegisterImprovedResponse> registerImproved(
        dev.hokusai.registry.v1.RegisterImprovedRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRegisterImprovedMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gives a SemVer to a model version that someone made in MLflow directly.
     * The bundle is fetched, verified and sealed; the number follows the rules of RegisterBaseline. Not offered yet.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.AdoptVersionResponse> adoptVersion(
        dev.hokusai.registry.v1.AdoptVersionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getAdoptVersionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Returns where a version came from and what came of it.
     * Nodes come in pages: the ancestors from the root down, the version itself, then its descendants, parents before
     * children and, among children, the lower number first. Deleted versions are part of a lineage.
     * Errors:
     *   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.registry.v1.GetLineageResponse> getLineage(
        dev.hokusai.registry.v1.GetLineageRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetLineageMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_MODEL = 0;
  private static final int METHODID_GET_MODEL = 1;
  private static final int METHODID_LIST_MODELS = 2;
  private static final int METHODID_UPDATE_MODEL = 3;
  private static final int METHODID_ARCHIVE_MODEL = 4;
  private static final int METHODID_RESTORE_MODEL = 5;
  private static final int METHODID_START_UPLOAD = 6;
  private static final int METHODID_QUERY_UPLOAD = 7;
  private static final int METHODID_FINISH_UPLOAD = 8;
  private static final int METHODID_DOWNLOAD_BUNDLE = 9;
  private static final int METHODID_REGISTER_BASELINE = 10;
  private static final int METHODID_REGISTER_IMPROVED = 11;
  private static final int METHODID_ADOPT_VERSION = 12;
  private static final int METHODID_GET_LINEAGE = 13;
  private static final int METHODID_APPEND_UPLOAD = 14;

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
        case METHODID_CREATE_MODEL:
          serviceImpl.createModel((dev.hokusai.registry.v1.CreateModelRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.CreateModelResponse>) responseObserver);
          break;
        case METHODID_GET_MODEL:
          serviceImpl.getModel((dev.hokusai.registry.v1.GetModelRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.GetModelResponse>) responseObserver);
          break;
        case METHODID_LIST_MODELS:
          serviceImpl.listModels((dev.hokusai.registry.v1.ListModelsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.ListModelsResponse>) responseObserver);
          break;
        case METHODID_UPDATE_MODEL:
          serviceImpl.updateModel((dev.hokusai.registry.v1.UpdateModelRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.UpdateModelResponse>) responseObserver);
          break;
        case METHODID_ARCHIVE_MODEL:
          serviceImpl.archiveModel((dev.hokusai.registry.v1.ArchiveModelRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.ArchiveModelResponse>) responseObserver);
          break;
        case METHODID_RESTORE_MODEL:
          serviceImpl.restoreModel((dev.hokusai.registry.v1.RestoreModelRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.RestoreModelResponse>) responseObserver);
          break;
        case METHODID_START_UPLOAD:
          serviceImpl.startUpload((dev.hokusai.registry.v1.StartUploadRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.StartUploadResponse>) responseObserver);
          break;
        case METHODID_QUERY_UPLOAD:
          serviceImpl.queryUpload((dev.hokusai.registry.v1.QueryUploadRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.QueryUploadResponse>) responseObserver);
          break;
        case METHODID_FINISH_UPLOAD:
          serviceImpl.finishUpload((dev.hokusai.registry.v1.FinishUploadRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.FinishUploadResponse>) responseObserver);
          break;
        case METHODID_DOWNLOAD_BUNDLE:
          serviceImpl.downloadBundle((dev.hokusai.registry.v1.DownloadBundleRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.DownloadBundleResponse>) responseObserver);
          break;
        case METHODID_REGISTER_BASELINE:
          serviceImpl.registerBaseline((dev.hokusai.registry.v1.RegisterBaselineRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.RegisterBaselineResponse>) responseObserver);
          break;
        case METHODID_REGISTER_IMPROVED:
          serviceImpl.registerImproved((dev.hokusai.registry.v1.RegisterImprovedRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.RegisterImprovedResponse>) responseObserver);
          break;
        case METHODID_ADOPT_VERSION:
          serviceImpl.adoptVersion((dev.hokusai.registry.v1.AdoptVersionRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.AdoptVersionResponse>) responseObserver);
          break;
        case METHODID_GET_LINEAGE:
          serviceImpl.getLineage((dev.hokusai.registry.v1.GetLineageRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.GetLineageResponse>) responseObserver);
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
        case METHODID_APPEND_UPLOAD:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.appendUpload(
              (io.grpc.stub.StreamObserver<dev.hokusai.registry.v1.AppendUploadResponse>) responseObserver);
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getCreateModelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.CreateModelRequest,
              dev.hokusai.registry.v1.CreateModelResponse>(
                service, METHODID_CREATE_MODEL)))
        .addMethod(
          getGetModelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.GetModelRequest,
              dev.hokusai.registry.v1.GetModelResponse>(
                service, METHODID_GET_MODEL)))
        .addMethod(
          getListModelsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.ListModelsRequest,
              dev.hokusai.registry.v1.ListModelsResponse>(
                service, METHODID_LIST_MODELS)))
        .addMethod(
          getUpdateModelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.UpdateModelRequest,
              dev.hokusai.registry.v1.UpdateModelResponse>(
                service, METHODID_UPDATE_MODEL)))
        .addMethod(
          getArchiveModelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.ArchiveModelRequest,
              dev.hokusai.registry.v1.ArchiveModelResponse>(
                service, METHODID_ARCHIVE_MODEL)))
        .addMethod(
          getRestoreModelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.RestoreModelRequest,
              dev.hokusai.registry.v1.RestoreModelResponse>(
                service, METHODID_RESTORE_MODEL)))
        .addMethod(
          getStartUploadMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.StartUploadRequest,
              dev.hokusai.registry.v1.StartUploadResponse>(
                service, METHODID_START_UPLOAD)))
        .addMethod(
          getAppendUploadMethod(),
          io.grpc.stub.ServerCalls.asyncClientStreamingCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.AppendUploadRequest,
              dev.hokusai.registry.v1.AppendUploadResponse>(
                service, METHODID_APPEND_UPLOAD)))
        .addMethod(
          getQueryUploadMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.QueryUploadRequest,
              dev.hokusai.registry.v1.QueryUploadResponse>(
                service, METHODID_QUERY_UPLOAD)))
        .addMethod(
          getFinishUploadMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.FinishUploadRequest,
              dev.hokusai.registry.v1.FinishUploadResponse>(
                service, METHODID_FINISH_UPLOAD)))
        .addMethod(
          getDownloadBundleMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.DownloadBundleRequest,
              dev.hokusai.registry.v1.DownloadBundleResponse>(
                service, METHODID_DOWNLOAD_BUNDLE)))
        .addMethod(
          getRegisterBaselineMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.RegisterBaselineRequest,
              dev.hokusai.registry.v1.RegisterBaselineResponse>(
                service, METHODID_REGISTER_BASELINE)))
        .addMethod(
          getRegisterImprovedMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.RegisterImprovedRequest,
              dev.hokusai.registry.v1.RegisterImprovedResponse>(
                service, METHODID_REGISTER_IMPROVED)))
        .addMethod(
          getAdoptVersionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.AdoptVersionRequest,
              dev.hokusai.registry.v1.AdoptVersionResponse>(
                service, METHODID_ADOPT_VERSION)))
        .addMethod(
          getGetLineageMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.registry.v1.GetLineageRequest,
              dev.hokusai.registry.v1.GetLineageResponse>(
                service, METHODID_GET_LINEAGE)))
        .build();
  }

  private static abstract class RegistryServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    RegistryServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.hokusai.registry.v1.RegistryServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("RegistryService");
    }
  }

  private static final class RegistryServiceFileDescriptorSupplier
      extends RegistryServiceBaseDescriptorSupplier {
    RegistryServiceFileDescriptorSupplier() {}
  }

  private static final class RegistryServiceMethodDescriptorSupplier
      extends RegistryServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    RegistryServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (RegistryServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new RegistryServiceFileDescriptorSupplier())
              .addMethod(getCreateModelMethod())
              .addMethod(getGetModelMethod())
              .addMethod(getListModelsMethod())
              .addMethod(getUpdateModelMethod())
              .addMethod(getArchiveModelMethod())
              .addMethod(getRestoreModelMethod())
              .addMethod(getStartUploadMethod())
              .addMethod(getAppendUploadMethod())
              .addMethod(getQueryUploadMethod())
              .addMethod(getFinishUploadMethod())
              .addMethod(getDownloadBundleMethod())
              .addMethod(getRegisterBaselineMethod())
              .addMethod(getRegisterImprovedMethod())
              .addMethod(getAdoptVersionMethod())
              .addMethod(getGetLineageMethod())
              .build();
        }
      }
    }
    return result;
  }
}
