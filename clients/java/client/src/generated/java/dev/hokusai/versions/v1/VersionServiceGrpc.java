package dev.hokusai.versions.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The versions of a model: reading, choosing, comparing, promoting and retiring them.
 * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
 * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days. Every
 * write is one transaction together with its row of the history; MLflow follows right after, in order.
 * Every RPC may also answer NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered; INVALID_ARGUMENT
 * (INVALID_REQUEST): a field breaks the rule stated at it, a number that is no SemVer 2.0.0 among them, with one BadRequest
 * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
 * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class VersionServiceGrpc {

  private VersionServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "hokusai.versions.v1.VersionService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.GetVersionRequest,
      dev.hokusai.versions.v1.GetVersionResponse> getGetVersionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetVersion",
      requestType = dev.hokusai.versions.v1.GetVersionRequest.class,
      responseType = dev.hokusai.versions.v1.GetVersionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.GetVersionRequest,
      dev.hokusai.versions.v1.GetVersionResponse> getGetVersionMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.GetVersionRequest, dev.hokusai.versions.v1.GetVersionResponse> getGetVersionMethod;
    if ((getGetVersionMethod = VersionServiceGrpc.getGetVersionMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getGetVersionMethod = VersionServiceGrpc.getGetVersionMethod) == null) {
          VersionServiceGrpc.getGetVersionMethod = getGetVersionMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.GetVersionRequest, dev.hokusai.versions.v1.GetVersionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetVersion"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.GetVersionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.GetVersionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("GetVersion"))
              .build();
        }
      }
    }
    return getGetVersionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.ListVersionsRequest,
      dev.hokusai.versions.v1.ListVersionsResponse> getListVersionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListVersions",
      requestType = dev.hokusai.versions.v1.ListVersionsRequest.class,
      responseType = dev.hokusai.versions.v1.ListVersionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.ListVersionsRequest,
      dev.hokusai.versions.v1.ListVersionsResponse> getListVersionsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.ListVersionsRequest, dev.hokusai.versions.v1.ListVersionsResponse> getListVersionsMethod;
    if ((getListVersionsMethod = VersionServiceGrpc.getListVersionsMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getListVersionsMethod = VersionServiceGrpc.getListVersionsMethod) == null) {
          VersionServiceGrpc.getListVersionsMethod = getListVersionsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.ListVersionsRequest, dev.hokusai.versions.v1.ListVersionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListVersions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.ListVersionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.ListVersionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("ListVersions"))
              .build();
        }
      }
    }
    return getListVersionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.GetLatestVersionRequest,
      dev.hokusai.versions.v1.GetLatestVersionResponse> getGetLatestVersionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetLatestVersion",
      requestType = dev.hokusai.versions.v1.GetLatestVersionRequest.class,
      responseType = dev.hokusai.versions.v1.GetLatestVersionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.GetLatestVersionRequest,
      dev.hokusai.versions.v1.GetLatestVersionResponse> getGetLatestVersionMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.GetLatestVersionRequest, dev.hokusai.versions.v1.GetLatestVersionResponse> getGetLatestVersionMethod;
    if ((getGetLatestVersionMethod = VersionServiceGrpc.getGetLatestVersionMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getGetLatestVersionMethod = VersionServiceGrpc.getGetLatestVersionMethod) == null) {
          VersionServiceGrpc.getGetLatestVersionMethod = getGetLatestVersionMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.GetLatestVersionRequest, dev.hokusai.versions.v1.GetLatestVersionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetLatestVersion"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.GetLatestVersionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.GetLatestVersionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("GetLatestVersion"))
              .build();
        }
      }
    }
    return getGetLatestVersionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.ResolveVersionRequest,
      dev.hokusai.versions.v1.ResolveVersionResponse> getResolveVersionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ResolveVersion",
      requestType = dev.hokusai.versions.v1.ResolveVersionRequest.class,
      responseType = dev.hokusai.versions.v1.ResolveVersionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.ResolveVersionRequest,
      dev.hokusai.versions.v1.ResolveVersionResponse> getResolveVersionMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.ResolveVersionRequest, dev.hokusai.versions.v1.ResolveVersionResponse> getResolveVersionMethod;
    if ((getResolveVersionMethod = VersionServiceGrpc.getResolveVersionMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getResolveVersionMethod = VersionServiceGrpc.getResolveVersionMethod) == null) {
          VersionServiceGrpc.getResolveVersionMethod = getResolveVersionMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.ResolveVersionRequest, dev.hokusai.versions.v1.ResolveVersionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ResolveVersion"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.ResolveVersionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.ResolveVersionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("ResolveVersion"))
              .build();
        }
      }
    }
    return getResolveVersionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.CompareVersionsRequest,
      dev.hokusai.versions.v1.CompareVersionsResponse> getCompareVersionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CompareVersions",
      requestType = dev.hokusai.versions.v1.CompareVersionsRequest.class,
      responseType = dev.hokusai.versions.v1.CompareVersionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.CompareVersionsRequest,
      dev.hokusai.versions.v1.CompareVersionsResponse> getCompareVersionsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.CompareVersionsRequest, dev.hokusai.versions.v1.CompareVersionsResponse> getCompareVersionsMethod;
    if ((getCompareVersionsMethod = VersionServiceGrpc.getCompareVersionsMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getCompareVersionsMethod = VersionServiceGrpc.getCompareVersionsMethod) == null) {
          VersionServiceGrpc.getCompareVersionsMethod = getCompareVersionsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.CompareVersionsRequest, dev.hokusai.versions.v1.CompareVersionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CompareVersions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.CompareVersionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.CompareVersionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("CompareVersions"))
              .build();
        }
      }
    }
    return getCompareVersionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.PromoteVersionRequest,
      dev.hokusai.versions.v1.PromoteVersionResponse> getPromoteVersionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PromoteVersion",
      requestType = dev.hokusai.versions.v1.PromoteVersionRequest.class,
      responseType = dev.hokusai.versions.v1.PromoteVersionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.PromoteVersionRequest,
      dev.hokusai.versions.v1.PromoteVersionResponse> getPromoteVersionMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.PromoteVersionRequest, dev.hokusai.versions.v1.PromoteVersionResponse> getPromoteVersionMethod;
    if ((getPromoteVersionMethod = VersionServiceGrpc.getPromoteVersionMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getPromoteVersionMethod = VersionServiceGrpc.getPromoteVersionMethod) == null) {
          VersionServiceGrpc.getPromoteVersionMethod = getPromoteVersionMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.PromoteVersionRequest, dev.hokusai.versions.v1.PromoteVersionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PromoteVersion"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.PromoteVersionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.PromoteVersionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("PromoteVersion"))
              .build();
        }
      }
    }
    return getPromoteVersionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.RollbackAliasRequest,
      dev.hokusai.versions.v1.RollbackAliasResponse> getRollbackAliasMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RollbackAlias",
      requestType = dev.hokusai.versions.v1.RollbackAliasRequest.class,
      responseType = dev.hokusai.versions.v1.RollbackAliasResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.RollbackAliasRequest,
      dev.hokusai.versions.v1.RollbackAliasResponse> getRollbackAliasMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.RollbackAliasRequest, dev.hokusai.versions.v1.RollbackAliasResponse> getRollbackAliasMethod;
    if ((getRollbackAliasMethod = VersionServiceGrpc.getRollbackAliasMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getRollbackAliasMethod = VersionServiceGrpc.getRollbackAliasMethod) == null) {
          VersionServiceGrpc.getRollbackAliasMethod = getRollbackAliasMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.RollbackAliasRequest, dev.hokusai.versions.v1.RollbackAliasResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RollbackAlias"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.RollbackAliasRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.RollbackAliasResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("RollbackAlias"))
              .build();
        }
      }
    }
    return getRollbackAliasMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.RemoveAliasRequest,
      dev.hokusai.versions.v1.RemoveAliasResponse> getRemoveAliasMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RemoveAlias",
      requestType = dev.hokusai.versions.v1.RemoveAliasRequest.class,
      responseType = dev.hokusai.versions.v1.RemoveAliasResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.RemoveAliasRequest,
      dev.hokusai.versions.v1.RemoveAliasResponse> getRemoveAliasMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.RemoveAliasRequest, dev.hokusai.versions.v1.RemoveAliasResponse> getRemoveAliasMethod;
    if ((getRemoveAliasMethod = VersionServiceGrpc.getRemoveAliasMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getRemoveAliasMethod = VersionServiceGrpc.getRemoveAliasMethod) == null) {
          VersionServiceGrpc.getRemoveAliasMethod = getRemoveAliasMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.RemoveAliasRequest, dev.hokusai.versions.v1.RemoveAliasResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RemoveAlias"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.RemoveAliasRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.RemoveAliasResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("RemoveAlias"))
              .build();
        }
      }
    }
    return getRemoveAliasMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.DeprecateVersionRequest,
      dev.hokusai.versions.v1.DeprecateVersionResponse> getDeprecateVersionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeprecateVersion",
      requestType = dev.hokusai.versions.v1.DeprecateVersionRequest.class,
      responseType = dev.hokusai.versions.v1.DeprecateVersionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.DeprecateVersionRequest,
      dev.hokusai.versions.v1.DeprecateVersionResponse> getDeprecateVersionMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.DeprecateVersionRequest, dev.hokusai.versions.v1.DeprecateVersionResponse> getDeprecateVersionMethod;
    if ((getDeprecateVersionMethod = VersionServiceGrpc.getDeprecateVersionMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getDeprecateVersionMethod = VersionServiceGrpc.getDeprecateVersionMethod) == null) {
          VersionServiceGrpc.getDeprecateVersionMethod = getDeprecateVersionMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.DeprecateVersionRequest, dev.hokusai.versions.v1.DeprecateVersionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeprecateVersion"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.DeprecateVersionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.DeprecateVersionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("DeprecateVersion"))
              .build();
        }
      }
    }
    return getDeprecateVersionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.DeleteVersionRequest,
      dev.hokusai.versions.v1.DeleteVersionResponse> getDeleteVersionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteVersion",
      requestType = dev.hokusai.versions.v1.DeleteVersionRequest.class,
      responseType = dev.hokusai.versions.v1.DeleteVersionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.DeleteVersionRequest,
      dev.hokusai.versions.v1.DeleteVersionResponse> getDeleteVersionMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.DeleteVersionRequest, dev.hokusai.versions.v1.DeleteVersionResponse> getDeleteVersionMethod;
    if ((getDeleteVersionMethod = VersionServiceGrpc.getDeleteVersionMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getDeleteVersionMethod = VersionServiceGrpc.getDeleteVersionMethod) == null) {
          VersionServiceGrpc.getDeleteVersionMethod = getDeleteVersionMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.DeleteVersionRequest, dev.hokusai.versions.v1.DeleteVersionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteVersion"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.DeleteVersionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.DeleteVersionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("DeleteVersion"))
              .build();
        }
      }
    }
    return getDeleteVersionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.RestoreVersionRequest,
      dev.hokusai.versions.v1.RestoreVersionResponse> getRestoreVersionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RestoreVersion",
      requestType = dev.hokusai.versions.v1.RestoreVersionRequest.class,
      responseType = dev.hokusai.versions.v1.RestoreVersionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.RestoreVersionRequest,
      dev.hokusai.versions.v1.RestoreVersionResponse> getRestoreVersionMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.RestoreVersionRequest, dev.hokusai.versions.v1.RestoreVersionResponse> getRestoreVersionMethod;
    if ((getRestoreVersionMethod = VersionServiceGrpc.getRestoreVersionMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getRestoreVersionMethod = VersionServiceGrpc.getRestoreVersionMethod) == null) {
          VersionServiceGrpc.getRestoreVersionMethod = getRestoreVersionMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.RestoreVersionRequest, dev.hokusai.versions.v1.RestoreVersionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RestoreVersion"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.RestoreVersionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.RestoreVersionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("RestoreVersion"))
              .build();
        }
      }
    }
    return getRestoreVersionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.ListHistoryRequest,
      dev.hokusai.versions.v1.ListHistoryResponse> getListHistoryMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListHistory",
      requestType = dev.hokusai.versions.v1.ListHistoryRequest.class,
      responseType = dev.hokusai.versions.v1.ListHistoryResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.ListHistoryRequest,
      dev.hokusai.versions.v1.ListHistoryResponse> getListHistoryMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.ListHistoryRequest, dev.hokusai.versions.v1.ListHistoryResponse> getListHistoryMethod;
    if ((getListHistoryMethod = VersionServiceGrpc.getListHistoryMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getListHistoryMethod = VersionServiceGrpc.getListHistoryMethod) == null) {
          VersionServiceGrpc.getListHistoryMethod = getListHistoryMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.ListHistoryRequest, dev.hokusai.versions.v1.ListHistoryResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListHistory"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.ListHistoryRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.ListHistoryResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("ListHistory"))
              .build();
        }
      }
    }
    return getListHistoryMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.WatchVersionsRequest,
      dev.hokusai.versions.v1.WatchVersionsResponse> getWatchVersionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchVersions",
      requestType = dev.hokusai.versions.v1.WatchVersionsRequest.class,
      responseType = dev.hokusai.versions.v1.WatchVersionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.WatchVersionsRequest,
      dev.hokusai.versions.v1.WatchVersionsResponse> getWatchVersionsMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.WatchVersionsRequest, dev.hokusai.versions.v1.WatchVersionsResponse> getWatchVersionsMethod;
    if ((getWatchVersionsMethod = VersionServiceGrpc.getWatchVersionsMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getWatchVersionsMethod = VersionServiceGrpc.getWatchVersionsMethod) == null) {
          VersionServiceGrpc.getWatchVersionsMethod = getWatchVersionsMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.WatchVersionsRequest, dev.hokusai.versions.v1.WatchVersionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchVersions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.WatchVersionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.WatchVersionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("WatchVersions"))
              .build();
        }
      }
    }
    return getWatchVersionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.hokusai.versions.v1.GetModelContractRequest,
      dev.hokusai.versions.v1.GetModelContractResponse> getGetModelContractMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetModelContract",
      requestType = dev.hokusai.versions.v1.GetModelContractRequest.class,
      responseType = dev.hokusai.versions.v1.GetModelContractResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.hokusai.versions.v1.GetModelContractRequest,
      dev.hokusai.versions.v1.GetModelContractResponse> getGetModelContractMethod() {
    io.grpc.MethodDescriptor<dev.hokusai.versions.v1.GetModelContractRequest, dev.hokusai.versions.v1.GetModelContractResponse> getGetModelContractMethod;
    if ((getGetModelContractMethod = VersionServiceGrpc.getGetModelContractMethod) == null) {
      synchronized (VersionServiceGrpc.class) {
        if ((getGetModelContractMethod = VersionServiceGrpc.getGetModelContractMethod) == null) {
          VersionServiceGrpc.getGetModelContractMethod = getGetModelContractMethod =
              io.grpc.MethodDescriptor.<dev.hokusai.versions.v1.GetModelContractRequest, dev.hokusai.versions.v1.GetModelContractResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetModelContract"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.GetModelContractRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.hokusai.versions.v1.GetModelContractResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VersionServiceMethodDescriptorSupplier("GetModelContract"))
              .build();
        }
      }
    }
    return getGetModelContractMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static VersionServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<VersionServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<VersionServiceStub>() {
        @java.lang.Override
        public VersionServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new VersionServiceStub(channel, callOptions);
        }
      };
    return VersionServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static VersionServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<VersionServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<VersionServiceBlockingV2Stub>() {
        @java.lang.Override
        public VersionServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new VersionServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return VersionServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static VersionServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<VersionServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<VersionServiceBlockingStub>() {
        @java.lang.Override
        public VersionServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new VersionServiceBlockingStub(channel, callOptions);
        }
      };
    return VersionServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static VersionServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<VersionServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<VersionServiceFutureStub>() {
        @java.lang.Override
        public VersionServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new VersionServiceFutureStub(channel, callOptions);
        }
      };
    return VersionServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The versions of a model: reading, choosing, comparing, promoting and retiring them.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days. Every
   * write is one transaction together with its row of the history; MLflow follows right after, in order.
   * Every RPC may also answer NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered; INVALID_ARGUMENT
   * (INVALID_REQUEST): a field breaks the rule stated at it, a number that is no SemVer 2.0.0 among them, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Returns one version by its number, deprecated and deleted ones too.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model never had this number.
     * </pre>
     */
    default void getVersion(dev.hokusai.versions.v1.GetVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.GetVersionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetVersionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the versions of a model in pages.
     * Every version that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
     * meanwhile.
     * Errors:
     *   INVALID_ARGUMENT (INVALID_REQUEST): the range of the filter cannot be read.
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    default void listVersions(dev.hokusai.versions.v1.ListVersionsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.ListVersionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListVersionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Returns the highest version that is not a pre-release, not deprecated and not deleted. It says nothing about what is in
     * production: that is an alias, and ResolveVersion's question.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version yet.
     * </pre>
     */
    default void getLatestVersion(dev.hokusai.versions.v1.GetLatestVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.GetLatestVersionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetLatestVersionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Picks a version by a selector and says by which rule.
     * Without a selector the rule is that of prediction: the traffic policy if there is one, else `production` if set, else
     * the latest.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): nothing meets the selector.
     *   NOT_FOUND (ALIAS_NOT_SET): the alias points, or at that time pointed, nowhere.
     *   FAILED_PRECONDITION (VERSION_DELETED): the version named exactly, or pointed to at that time, is deleted.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the range cannot be read.
     * </pre>
     */
    default void resolveVersion(dev.hokusai.versions.v1.ResolveVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.ResolveVersionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getResolveVersionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Compares two versions: metric by metric, and signature by signature.
     * Recommendation: REJECT if any metric regressed beyond its tolerance; ACCEPT if at least one improved and none regressed;
     * else REVIEW. Without a comparable metric, and in mock mode, never ACCEPT.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     * </pre>
     */
    default void compareVersions(dev.hokusai.versions.v1.CompareVersionsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.CompareVersionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCompareVersionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Points an alias to a version. Pointing it to where it already points succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says; metadata says where. Read, then decide.
     *   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the version is retired.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved (`latest`, or `v` and digits) or breaks the rule of aliases.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void promoteVersion(dev.hokusai.versions.v1.PromoteVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.PromoteVersionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPromoteVersionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Points an alias back to a version that it pointed to before. Numbers are never rewound by it.
     * By steps, the positions are those that promotions left behind: after promoting A, B and C one step goes to B, and one
     * more to A.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   NOT_FOUND (ALIAS_NOT_SET): the alias never pointed anywhere.
     *   FAILED_PRECONDITION (ROLLBACK_TARGET_INVALID): the alias never pointed to that version, or not that many steps back.
     *   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the target is retired.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void rollbackAlias(dev.hokusai.versions.v1.RollbackAliasRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.RollbackAliasResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRollbackAliasMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes an alias. What it pointed to stays as it is.
     * Errors:
     *   NOT_FOUND (ALIAS_NOT_SET): the alias points nowhere.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
     *   FAILED_PRECONDITION (VERSION_IN_USE): a traffic policy uses the alias.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void removeAlias(dev.hokusai.versions.v1.RemoveAliasRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.RemoveAliasResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRemoveAliasMethod(), responseObserver);
    }

    /**
     * <pre>
     * Retires a version: from now on neither latest nor a range picks it and no alias may be moved to it. Deprecating a
     * deprecated version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
     *   FAILED_PRECONDITION (VERSION_DELETED): it is deleted.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void deprecateVersion(dev.hokusai.versions.v1.DeprecateVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.DeprecateVersionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeprecateVersionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Deletes a version and leaves a tombstone, so that its number is never used again. The mirrored MLflow version is deleted
     * too. Deleting a deleted version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void deleteVersion(dev.hokusai.versions.v1.DeleteVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.DeleteVersionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteVersionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes a deprecated version usable again. Restoring a usable version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_DELETED): it is deleted; this server cannot bring it back yet.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    default void restoreVersion(dev.hokusai.versions.v1.RestoreVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.RestoreVersionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRestoreVersionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the history of a model in pages, newest first unless asked otherwise. Rows that exist when the listing begins are
     * each returned exactly once.
     * Errors:
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    default void listHistory(dev.hokusai.versions.v1.ListHistoryRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.ListHistoryResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListHistoryMethod(), responseObserver);
    }

    /**
     * <pre>
     * Streams every registration and alias move, each exactly once and in order, from now on or from a resume token. Not
     * offered yet.
     * The first frame is `ready`. The stream has no end of its own; after a break, go on with the last token received.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    default void watchVersions(dev.hokusai.versions.v1.WatchVersionsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.WatchVersionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchVersionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Returns the typed gRPC service of one major version of a model, as descriptors and as text. Not offered yet.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    default void getModelContract(dev.hokusai.versions.v1.GetModelContractRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.GetModelContractResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetModelContractMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service VersionService.
   * <pre>
   * The versions of a model: reading, choosing, comparing, promoting and retiring them.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days. Every
   * write is one transaction together with its row of the history; MLflow follows right after, in order.
   * Every RPC may also answer NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered; INVALID_ARGUMENT
   * (INVALID_REQUEST): a field breaks the rule stated at it, a number that is no SemVer 2.0.0 among them, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public static abstract class VersionServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return VersionServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service VersionService.
   * <pre>
   * The versions of a model: reading, choosing, comparing, promoting and retiring them.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days. Every
   * write is one transaction together with its row of the history; MLflow follows right after, in order.
   * Every RPC may also answer NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered; INVALID_ARGUMENT
   * (INVALID_REQUEST): a field breaks the rule stated at it, a number that is no SemVer 2.0.0 among them, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public static final class VersionServiceStub
      extends io.grpc.stub.AbstractAsyncStub<VersionServiceStub> {
    private VersionServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected VersionServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new VersionServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Returns one version by its number, deprecated and deleted ones too.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model never had this number.
     * </pre>
     */
    public void getVersion(dev.hokusai.versions.v1.GetVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.GetVersionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetVersionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the versions of a model in pages.
     * Every version that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
     * meanwhile.
     * Errors:
     *   INVALID_ARGUMENT (INVALID_REQUEST): the range of the filter cannot be read.
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public void listVersions(dev.hokusai.versions.v1.ListVersionsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.ListVersionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListVersionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Returns the highest version that is not a pre-release, not deprecated and not deleted. It says nothing about what is in
     * production: that is an alias, and ResolveVersion's question.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version yet.
     * </pre>
     */
    public void getLatestVersion(dev.hokusai.versions.v1.GetLatestVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.GetLatestVersionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetLatestVersionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Picks a version by a selector and says by which rule.
     * Without a selector the rule is that of prediction: the traffic policy if there is one, else `production` if set, else
     * the latest.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): nothing meets the selector.
     *   NOT_FOUND (ALIAS_NOT_SET): the alias points, or at that time pointed, nowhere.
     *   FAILED_PRECONDITION (VERSION_DELETED): the version named exactly, or pointed to at that time, is deleted.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the range cannot be read.
     * </pre>
     */
    public void resolveVersion(dev.hokusai.versions.v1.ResolveVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.ResolveVersionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getResolveVersionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Compares two versions: metric by metric, and signature by signature.
     * Recommendation: REJECT if any metric regressed beyond its tolerance; ACCEPT if at least one improved and none regressed;
     * else REVIEW. Without a comparable metric, and in mock mode, never ACCEPT.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     * </pre>
     */
    public void compareVersions(dev.hokusai.versions.v1.CompareVersionsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.CompareVersionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCompareVersionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Points an alias to a version. Pointing it to where it already points succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says; metadata says where. Read, then decide.
     *   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the version is retired.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved (`latest`, or `v` and digits) or breaks the rule of aliases.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void promoteVersion(dev.hokusai.versions.v1.PromoteVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.PromoteVersionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPromoteVersionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Points an alias back to a version that it pointed to before. Numbers are never rewound by it.
     * By steps, the positions are those that promotions left behind: after promoting A, B and C one step goes to B, and one
     * more to A.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   NOT_FOUND (ALIAS_NOT_SET): the alias never pointed anywhere.
     *   FAILED_PRECONDITION (ROLLBACK_TARGET_INVALID): the alias never pointed to that version, or not that many steps back.
     *   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the target is retired.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void rollbackAlias(dev.hokusai.versions.v1.RollbackAliasRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.RollbackAliasResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRollbackAliasMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes an alias. What it pointed to stays as it is.
     * Errors:
     *   NOT_FOUND (ALIAS_NOT_SET): the alias points nowhere.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
     *   FAILED_PRECONDITION (VERSION_IN_USE): a traffic policy uses the alias.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void removeAlias(dev.hokusai.versions.v1.RemoveAliasRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.RemoveAliasResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRemoveAliasMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Retires a version: from now on neither latest nor a range picks it and no alias may be moved to it. Deprecating a
     * deprecated version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
     *   FAILED_PRECONDITION (VERSION_DELETED): it is deleted.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void deprecateVersion(dev.hokusai.versions.v1.DeprecateVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.DeprecateVersionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeprecateVersionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Deletes a version and leaves a tombstone, so that its number is never used again. The mirrored MLflow version is deleted
     * too. Deleting a deleted version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void deleteVersion(dev.hokusai.versions.v1.DeleteVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.DeleteVersionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteVersionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes a deprecated version usable again. Restoring a usable version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_DELETED): it is deleted; this server cannot bring it back yet.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public void restoreVersion(dev.hokusai.versions.v1.RestoreVersionRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.RestoreVersionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRestoreVersionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the history of a model in pages, newest first unless asked otherwise. Rows that exist when the listing begins are
     * each returned exactly once.
     * Errors:
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public void listHistory(dev.hokusai.versions.v1.ListHistoryRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.ListHistoryResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListHistoryMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Streams every registration and alias move, each exactly once and in order, from now on or from a resume token. Not
     * offered yet.
     * The first frame is `ready`. The stream has no end of its own; after a break, go on with the last token received.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    public void watchVersions(dev.hokusai.versions.v1.WatchVersionsRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.WatchVersionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchVersionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Returns the typed gRPC service of one major version of a model, as descriptors and as text. Not offered yet.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    public void getModelContract(dev.hokusai.versions.v1.GetModelContractRequest request,
        io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.GetModelContractResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetModelContractMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service VersionService.
   * <pre>
   * The versions of a model: reading, choosing, comparing, promoting and retiring them.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days. Every
   * write is one transaction together with its row of the history; MLflow follows right after, in order.
   * Every RPC may also answer NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered; INVALID_ARGUMENT
   * (INVALID_REQUEST): a field breaks the rule stated at it, a number that is no SemVer 2.0.0 among them, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public static final class VersionServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<VersionServiceBlockingV2Stub> {
    private VersionServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected VersionServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new VersionServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Returns one version by its number, deprecated and deleted ones too.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model never had this number.
     * </pre>
     */
    public dev.hokusai.versions.v1.GetVersionResponse getVersion(dev.hokusai.versions.v1.GetVersionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the versions of a model in pages.
     * Every version that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
     * meanwhile.
     * Errors:
     *   INVALID_ARGUMENT (INVALID_REQUEST): the range of the filter cannot be read.
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public dev.hokusai.versions.v1.ListVersionsResponse listVersions(dev.hokusai.versions.v1.ListVersionsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListVersionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Returns the highest version that is not a pre-release, not deprecated and not deleted. It says nothing about what is in
     * production: that is an alias, and ResolveVersion's question.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version yet.
     * </pre>
     */
    public dev.hokusai.versions.v1.GetLatestVersionResponse getLatestVersion(dev.hokusai.versions.v1.GetLatestVersionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetLatestVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Picks a version by a selector and says by which rule.
     * Without a selector the rule is that of prediction: the traffic policy if there is one, else `production` if set, else
     * the latest.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): nothing meets the selector.
     *   NOT_FOUND (ALIAS_NOT_SET): the alias points, or at that time pointed, nowhere.
     *   FAILED_PRECONDITION (VERSION_DELETED): the version named exactly, or pointed to at that time, is deleted.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the range cannot be read.
     * </pre>
     */
    public dev.hokusai.versions.v1.ResolveVersionResponse resolveVersion(dev.hokusai.versions.v1.ResolveVersionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getResolveVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Compares two versions: metric by metric, and signature by signature.
     * Recommendation: REJECT if any metric regressed beyond its tolerance; ACCEPT if at least one improved and none regressed;
     * else REVIEW. Without a comparable metric, and in mock mode, never ACCEPT.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     * </pre>
     */
    public dev.hokusai.versions.v1.CompareVersionsResponse compareVersions(dev.hokusai.versions.v1.CompareVersionsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCompareVersionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Points an alias to a version. Pointing it to where it already points succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says; metadata says where. Read, then decide.
     *   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the version is retired.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved (`latest`, or `v` and digits) or breaks the rule of aliases.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.PromoteVersionResponse promoteVersion(dev.hokusai.versions.v1.PromoteVersionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPromoteVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Points an alias back to a version that it pointed to before. Numbers are never rewound by it.
     * By steps, the positions are those that promotions left behind: after promoting A, B and C one step goes to B, and one
     * more to A.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   NOT_FOUND (ALIAS_NOT_SET): the alias never pointed anywhere.
     *   FAILED_PRECONDITION (ROLLBACK_TARGET_INVALID): the alias never pointed to that version, or not that many steps back.
     *   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the target is retired.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.RollbackAliasResponse rollbackAlias(dev.hokusai.versions.v1.RollbackAliasRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRollbackAliasMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes an alias. What it pointed to stays as it is.
     * Errors:
     *   NOT_FOUND (ALIAS_NOT_SET): the alias points nowhere.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
     *   FAILED_PRECONDITION (VERSION_IN_USE): a traffic policy uses the alias.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.RemoveAliasResponse removeAlias(dev.hokusai.versions.v1.RemoveAliasRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRemoveAliasMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Retires a version: from now on neither latest nor a range picks it and no alias may be moved to it. Deprecating a
     * deprecated version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
     *   FAILED_PRECONDITION (VERSION_DELETED): it is deleted.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.DeprecateVersionResponse deprecateVersion(dev.hokusai.versions.v1.DeprecateVersionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeprecateVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes a version and leaves a tombstone, so that its number is never used again. The mirrored MLflow version is deleted
     * too. Deleting a deleted version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.DeleteVersionResponse deleteVersion(dev.hokusai.versions.v1.DeleteVersionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a deprecated version usable again. Restoring a usable version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_DELETED): it is deleted; this server cannot bring it back yet.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.RestoreVersionResponse restoreVersion(dev.hokusai.versions.v1.RestoreVersionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRestoreVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the history of a model in pages, newest first unless asked otherwise. Rows that exist when the listing begins are
     * each returned exactly once.
     * Errors:
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public dev.hokusai.versions.v1.ListHistoryResponse listHistory(dev.hokusai.versions.v1.ListHistoryRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListHistoryMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Streams every registration and alias move, each exactly once and in order, from now on or from a resume token. Not
     * offered yet.
     * The first frame is `ready`. The stream has no end of its own; after a break, go on with the last token received.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, dev.hokusai.versions.v1.WatchVersionsResponse>
        watchVersions(dev.hokusai.versions.v1.WatchVersionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchVersionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Returns the typed gRPC service of one major version of a model, as descriptors and as text. Not offered yet.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    public dev.hokusai.versions.v1.GetModelContractResponse getModelContract(dev.hokusai.versions.v1.GetModelContractRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetModelContractMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service VersionService.
   * <pre>
   * The versions of a model: reading, choosing, comparing, promoting and retiring them.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days. Every
   * write is one transaction together with its row of the history; MLflow follows right after, in order.
   * Every RPC may also answer NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered; INVALID_ARGUMENT
   * (INVALID_REQUEST): a field breaks the rule stated at it, a number that is no SemVer 2.0.0 among them, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public static final class VersionServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<VersionServiceBlockingStub> {
    private VersionServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected VersionServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new VersionServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Returns one version by its number, deprecated and deleted ones too.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model never had this number.
     * </pre>
     */
    public dev.hokusai.versions.v1.GetVersionResponse getVersion(dev.hokusai.versions.v1.GetVersionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the versions of a model in pages.
     * Every version that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
     * meanwhile.
     * Errors:
     *   INVALID_ARGUMENT (INVALID_REQUEST): the range of the filter cannot be read.
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public dev.hokusai.versions.v1.ListVersionsResponse listVersions(dev.hokusai.versions.v1.ListVersionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListVersionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Returns the highest version that is not a pre-release, not deprecated and not deleted. It says nothing about what is in
     * production: that is an alias, and ResolveVersion's question.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version yet.
     * </pre>
     */
    public dev.hokusai.versions.v1.GetLatestVersionResponse getLatestVersion(dev.hokusai.versions.v1.GetLatestVersionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetLatestVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Picks a version by a selector and says by which rule.
     * Without a selector the rule is that of prediction: the traffic policy if there is one, else `production` if set, else
     * the latest.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): nothing meets the selector.
     *   NOT_FOUND (ALIAS_NOT_SET): the alias points, or at that time pointed, nowhere.
     *   FAILED_PRECONDITION (VERSION_DELETED): the version named exactly, or pointed to at that time, is deleted.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the range cannot be read.
     * </pre>
     */
    public dev.hokusai.versions.v1.ResolveVersionResponse resolveVersion(dev.hokusai.versions.v1.ResolveVersionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getResolveVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Compares two versions: metric by metric, and signature by signature.
     * Recommendation: REJECT if any metric regressed beyond its tolerance; ACCEPT if at least one improved and none regressed;
     * else REVIEW. Without a comparable metric, and in mock mode, never ACCEPT.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     * </pre>
     */
    public dev.hokusai.versions.v1.CompareVersionsResponse compareVersions(dev.hokusai.versions.v1.CompareVersionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCompareVersionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Points an alias to a version. Pointing it to where it already points succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says; metadata says where. Read, then decide.
     *   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the version is retired.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved (`latest`, or `v` and digits) or breaks the rule of aliases.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.PromoteVersionResponse promoteVersion(dev.hokusai.versions.v1.PromoteVersionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPromoteVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Points an alias back to a version that it pointed to before. Numbers are never rewound by it.
     * By steps, the positions are those that promotions left behind: after promoting A, B and C one step goes to B, and one
     * more to A.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   NOT_FOUND (ALIAS_NOT_SET): the alias never pointed anywhere.
     *   FAILED_PRECONDITION (ROLLBACK_TARGET_INVALID): the alias never pointed to that version, or not that many steps back.
     *   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the target is retired.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.RollbackAliasResponse rollbackAlias(dev.hokusai.versions.v1.RollbackAliasRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRollbackAliasMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes an alias. What it pointed to stays as it is.
     * Errors:
     *   NOT_FOUND (ALIAS_NOT_SET): the alias points nowhere.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
     *   FAILED_PRECONDITION (VERSION_IN_USE): a traffic policy uses the alias.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.RemoveAliasResponse removeAlias(dev.hokusai.versions.v1.RemoveAliasRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRemoveAliasMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Retires a version: from now on neither latest nor a range picks it and no alias may be moved to it. Deprecating a
     * deprecated version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
     *   FAILED_PRECONDITION (VERSION_DELETED): it is deleted.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.DeprecateVersionResponse deprecateVersion(dev.hokusai.versions.v1.DeprecateVersionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeprecateVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes a version and leaves a tombstone, so that its number is never used again. The mirrored MLflow version is deleted
     * too. Deleting a deleted version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.DeleteVersionResponse deleteVersion(dev.hokusai.versions.v1.DeleteVersionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a deprecated version usable again. Restoring a usable version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_DELETED): it is deleted; this server cannot bring it back yet.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public dev.hokusai.versions.v1.RestoreVersionResponse restoreVersion(dev.hokusai.versions.v1.RestoreVersionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRestoreVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the history of a model in pages, newest first unless asked otherwise. Rows that exist when the listing begins are
     * each returned exactly once.
     * Errors:
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public dev.hokusai.versions.v1.ListHistoryResponse listHistory(dev.hokusai.versions.v1.ListHistoryRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListHistoryMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Streams every registration and alias move, each exactly once and in order, from now on or from a resume token. Not
     * offered yet.
     * The first frame is `ready`. The stream has no end of its own; after a break, go on with the last token received.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    public java.util.Iterator<dev.hokusai.versions.v1.WatchVersionsResponse> watchVersions(
        dev.hokusai.versions.v1.WatchVersionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchVersionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Returns the typed gRPC service of one major version of a model, as descriptors and as text. Not offered yet.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    public dev.hokusai.versions.v1.GetModelContractResponse getModelContract(dev.hokusai.versions.v1.GetModelContractRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetModelContractMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service VersionService.
   * <pre>
   * The versions of a model: reading, choosing, comparing, promoting and retiring them.
   * Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
   * changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days. Every
   * write is one transaction together with its row of the history; MLflow follows right after, in order.
   * Every RPC may also answer NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered; INVALID_ARGUMENT
   * (INVALID_REQUEST): a field breaks the rule stated at it, a number that is no SemVer 2.0.0 among them, with one BadRequest
   * violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
   * changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
   * </pre>
   */
  public static final class VersionServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<VersionServiceFutureStub> {
    private VersionServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected VersionServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new VersionServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Returns one version by its number, deprecated and deleted ones too.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model never had this number.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.GetVersionResponse> getVersion(
        dev.hokusai.versions.v1.GetVersionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetVersionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the versions of a model in pages.
     * Every version that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
     * meanwhile.
     * Errors:
     *   INVALID_ARGUMENT (INVALID_REQUEST): the range of the filter cannot be read.
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.ListVersionsResponse> listVersions(
        dev.hokusai.versions.v1.ListVersionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListVersionsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Returns the highest version that is not a pre-release, not deprecated and not deleted. It says nothing about what is in
     * production: that is an alias, and ResolveVersion's question.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version yet.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.GetLatestVersionResponse> getLatestVersion(
        dev.hokusai.versions.v1.GetLatestVersionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetLatestVersionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Picks a version by a selector and says by which rule.
     * Without a selector the rule is that of prediction: the traffic policy if there is one, else `production` if set, else
     * the latest.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): nothing meets the selector.
     *   NOT_FOUND (ALIAS_NOT_SET): the alias points, or at that time pointed, nowhere.
     *   FAILED_PRECONDITION (VERSION_DELETED): the version named exactly, or pointed to at that time, is deleted.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the range cannot be read.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.ResolveVersionResponse> resolveVersion(
        dev.hokusai.versions.v1.ResolveVersionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getResolveVersionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Compares two versions: metric by metric, and signature by signature.
     * Recommendation: REJECT if any metric regressed beyond its tolerance; ACCEPT if at least one improved and none regressed;
     * else REVIEW. Without a comparable metric, and in mock mode, never ACCEPT.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.CompareVersionsResponse> compareVersions(
        dev.hokusai.versions.v1.CompareVersionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCompareVersionsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Points an alias to a version. Pointing it to where it already points succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says; metadata says where. Read, then decide.
     *   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the version is retired.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved (`latest`, or `v` and digits) or breaks the rule of aliases.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.PromoteVersionResponse> promoteVersion(
        dev.hokusai.versions.v1.PromoteVersionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPromoteVersionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Points an alias back to a version that it pointed to before. Numbers are never rewound by it.
     * By steps, the positions are those that promotions left behind: after promoting A, B and C one step goes to B, and one
     * more to A.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   NOT_FOUND (ALIAS_NOT_SET): the alias never pointed anywhere.
     *   FAILED_PRECONDITION (ROLLBACK_TARGET_INVALID): the alias never pointed to that version, or not that many steps back.
     *   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the target is retired.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.RollbackAliasResponse> rollbackAlias(
        dev.hokusai.versions.v1.RollbackAliasRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRollbackAliasMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes an alias. What it pointed to stays as it is.
     * Errors:
     *   NOT_FOUND (ALIAS_NOT_SET): the alias points nowhere.
     *   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
     *   FAILED_PRECONDITION (VERSION_IN_USE): a traffic policy uses the alias.
     *   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.RemoveAliasResponse> removeAlias(
        dev.hokusai.versions.v1.RemoveAliasRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRemoveAliasMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Retires a version: from now on neither latest nor a range picks it and no alias may be moved to it. Deprecating a
     * deprecated version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
     *   FAILED_PRECONDITION (VERSION_DELETED): it is deleted.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.DeprecateVersionResponse> deprecateVersion(
        dev.hokusai.versions.v1.DeprecateVersionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeprecateVersionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Deletes a version and leaves a tombstone, so that its number is never used again. The mirrored MLflow version is deleted
     * too. Deleting a deleted version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.DeleteVersionResponse> deleteVersion(
        dev.hokusai.versions.v1.DeleteVersionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteVersionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes a deprecated version usable again. Restoring a usable version succeeds and adds no row.
     * Errors:
     *   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
     *   FAILED_PRECONDITION (VERSION_DELETED): it is deleted; this server cannot bring it back yet.
     *   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.RestoreVersionResponse> restoreVersion(
        dev.hokusai.versions.v1.RestoreVersionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRestoreVersionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the history of a model in pages, newest first unless asked otherwise. Rows that exist when the listing begins are
     * each returned exactly once.
     * Errors:
     *   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.ListHistoryResponse> listHistory(
        dev.hokusai.versions.v1.ListHistoryRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListHistoryMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Returns the typed gRPC service of one major version of a model, as descriptors and as text. Not offered yet.
     * Errors:
     *   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.hokusai.versions.v1.GetModelContractResponse> getModelContract(
        dev.hokusai.versions.v1.GetModelContractRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetModelContractMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_VERSION = 0;
  private static final int METHODID_LIST_VERSIONS = 1;
  private static final int METHODID_GET_LATEST_VERSION = 2;
  private static final int METHODID_RESOLVE_VERSION = 3;
  private static final int METHODID_COMPARE_VERSIONS = 4;
  private static final int METHODID_PROMOTE_VERSION = 5;
  private static final int METHODID_ROLLBACK_ALIAS = 6;
  private static final int METHODID_REMOVE_ALIAS = 7;
  private static final int METHODID_DEPRECATE_VERSION = 8;
  private static final int METHODID_DELETE_VERSION = 9;
  private static final int METHODID_RESTORE_VERSION = 10;
  private static final int METHODID_LIST_HISTORY = 11;
  private static final int METHODID_WATCH_VERSIONS = 12;
  private static final int METHODID_GET_MODEL_CONTRACT = 13;

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
        case METHODID_GET_VERSION:
          serviceImpl.getVersion((dev.hokusai.versions.v1.GetVersionRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.GetVersionResponse>) responseObserver);
          break;
        case METHODID_LIST_VERSIONS:
          serviceImpl.listVersions((dev.hokusai.versions.v1.ListVersionsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.ListVersionsResponse>) responseObserver);
          break;
        case METHODID_GET_LATEST_VERSION:
          serviceImpl.getLatestVersion((dev.hokusai.versions.v1.GetLatestVersionRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.GetLatestVersionResponse>) responseObserver);
          break;
        case METHODID_RESOLVE_VERSION:
          serviceImpl.resolveVersion((dev.hokusai.versions.v1.ResolveVersionRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.ResolveVersionResponse>) responseObserver);
          break;
        case METHODID_COMPARE_VERSIONS:
          serviceImpl.compareVersions((dev.hokusai.versions.v1.CompareVersionsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.CompareVersionsResponse>) responseObserver);
          break;
        case METHODID_PROMOTE_VERSION:
          serviceImpl.promoteVersion((dev.hokusai.versions.v1.PromoteVersionRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.PromoteVersionResponse>) responseObserver);
          break;
        case METHODID_ROLLBACK_ALIAS:
          serviceImpl.rollbackAlias((dev.hokusai.versions.v1.RollbackAliasRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.RollbackAliasResponse>) responseObserver);
          break;
        case METHODID_REMOVE_ALIAS:
          serviceImpl.removeAlias((dev.hokusai.versions.v1.RemoveAliasRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.RemoveAliasResponse>) responseObserver);
          break;
        case METHODID_DEPRECATE_VERSION:
          serviceImpl.deprecateVersion((dev.hokusai.versions.v1.DeprecateVersionRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.DeprecateVersionResponse>) responseObserver);
          break;
        case METHODID_DELETE_VERSION:
          serviceImpl.deleteVersion((dev.hokusai.versions.v1.DeleteVersionRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.DeleteVersionResponse>) responseObserver);
          break;
        case METHODID_RESTORE_VERSION:
          serviceImpl.restoreVersion((dev.hokusai.versions.v1.RestoreVersionRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.RestoreVersionResponse>) responseObserver);
          break;
        case METHODID_LIST_HISTORY:
          serviceImpl.listHistory((dev.hokusai.versions.v1.ListHistoryRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.ListHistoryResponse>) responseObserver);
          break;
        case METHODID_WATCH_VERSIONS:
          serviceImpl.watchVersions((dev.hokusai.versions.v1.WatchVersionsRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.WatchVersionsResponse>) responseObserver);
          break;
        case METHODID_GET_MODEL_CONTRACT:
          serviceImpl.getModelContract((dev.hokusai.versions.v1.GetModelContractRequest) request,
              (io.grpc.stub.StreamObserver<dev.hokusai.versions.v1.GetModelContractResponse>) responseObserver);
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
          getGetVersionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.GetVersionRequest,
              dev.hokusai.versions.v1.GetVersionResponse>(
                service, METHODID_GET_VERSION)))
        .addMethod(
          getListVersionsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.ListVersionsRequest,
              dev.hokusai.versions.v1.ListVersionsResponse>(
                service, METHODID_LIST_VERSIONS)))
        .addMethod(
          getGetLatestVersionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.GetLatestVersionRequest,
              dev.hokusai.versions.v1.GetLatestVersionResponse>(
                service, METHODID_GET_LATEST_VERSION)))
        .addMethod(
          getResolveVersionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.ResolveVersionRequest,
              dev.hokusai.versions.v1.ResolveVersionResponse>(
                service, METHODID_RESOLVE_VERSION)))
        .addMethod(
          getCompareVersionsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.CompareVersionsRequest,
              dev.hokusai.versions.v1.CompareVersionsResponse>(
                service, METHODID_COMPARE_VERSIONS)))
        .addMethod(
          getPromoteVersionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.PromoteVersionRequest,
              dev.hokusai.versions.v1.PromoteVersionResponse>(
                service, METHODID_PROMOTE_VERSION)))
        .addMethod(
          getRollbackAliasMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.RollbackAliasRequest,
              dev.hokusai.versions.v1.RollbackAliasResponse>(
                service, METHODID_ROLLBACK_ALIAS)))
        .addMethod(
          getRemoveAliasMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.RemoveAliasRequest,
              dev.hokusai.versions.v1.RemoveAliasResponse>(
                service, METHODID_REMOVE_ALIAS)))
        .addMethod(
          getDeprecateVersionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.DeprecateVersionRequest,
              dev.hokusai.versions.v1.DeprecateVersionResponse>(
                service, METHODID_DEPRECATE_VERSION)))
        .addMethod(
          getDeleteVersionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.DeleteVersionRequest,
              dev.hokusai.versions.v1.DeleteVersionResponse>(
                service, METHODID_DELETE_VERSION)))
        .addMethod(
          getRestoreVersionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.RestoreVersionRequest,
              dev.hokusai.versions.v1.RestoreVersionResponse>(
                service, METHODID_RESTORE_VERSION)))
        .addMethod(
          getListHistoryMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.ListHistoryRequest,
              dev.hokusai.versions.v1.ListHistoryResponse>(
                service, METHODID_LIST_HISTORY)))
        .addMethod(
          getWatchVersionsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.WatchVersionsRequest,
              dev.hokusai.versions.v1.WatchVersionsResponse>(
                service, METHODID_WATCH_VERSIONS)))
        .addMethod(
          getGetModelContractMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.hokusai.versions.v1.GetModelContractRequest,
              dev.hokusai.versions.v1.GetModelContractResponse>(
                service, METHODID_GET_MODEL_CONTRACT)))
        .build();
  }

  private static abstract class VersionServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    VersionServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.hokusai.versions.v1.VersionServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("VersionService");
    }
  }

  private static final class VersionServiceFileDescriptorSupplier
      extends VersionServiceBaseDescriptorSupplier {
    VersionServiceFileDescriptorSupplier() {}
  }

  private static final class VersionServiceMethodDescriptorSupplier
      extends VersionServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    VersionServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (VersionServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new VersionServiceFileDescriptorSupplier())
              .addMethod(getGetVersionMethod())
              .addMethod(getListVersionsMethod())
              .addMethod(getGetLatestVersionMethod())
              .addMethod(getResolveVersionMethod())
              .addMethod(getCompareVersionsMethod())
              .addMethod(getPromoteVersionMethod())
              .addMethod(getRollbackAliasMethod())
              .addMethod(getRemoveAliasMethod())
              .addMethod(getDeprecateVersionMethod())
              .addMethod(getDeleteVersionMethod())
              .addMethod(getRestoreVersionMethod())
              .addMethod(getListHistoryMethod())
              .addMethod(getWatchVersionsMethod())
              .addMethod(getGetModelContractMethod())
              .build();
        }
      }
    }
    return result;
  }
}
