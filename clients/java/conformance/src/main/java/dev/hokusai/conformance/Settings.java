package dev.hokusai.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.MetadataUtils;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Puts the deadline and the metadata of a call on a channel. */
final class Settings {

  private static final long DEFAULT_DEADLINE_MS = 60_000;

  private Settings() {}

  /** The channel with what the call says. */
  static Channel apply(Channel channel, JsonObject call, Scope scope) {
    long deadline =
        call.has("deadline_ms") ? call.get("deadline_ms").getAsLong() : DEFAULT_DEADLINE_MS;
    Metadata metadata = new Metadata();
    if (call.has("metadata")) {
      for (Map.Entry<String, JsonElement> each : call.getAsJsonObject("metadata").entrySet()) {
        metadata.put(
            Metadata.Key.of(each.getKey(), Metadata.ASCII_STRING_MARSHALLER),
            scope.fill(each.getValue().getAsString()));
      }
    }
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(metadata), new Deadline(deadline));
  }

  private record Deadline(long millis) implements ClientInterceptor {
    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
        MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
      return next.newCall(method, options.withDeadlineAfter(millis, TimeUnit.MILLISECONDS));
    }
  }
}
