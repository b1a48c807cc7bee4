package dev.hokusai.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Gives every call the token, and every unary call that has no deadline the default one. */
final class CallDefaults implements ClientInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Duration deadline;
  private final String token;

  /**
   * Sets the defaults.
   *
   * @param token null sends none
   */
  CallDefaults(Duration deadline, String token) {
    this.deadline = deadline;
    this.token = token;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    boolean open = method.getType() == MethodType.UNARY && options.getDeadline() == null;
    CallOptions bounded =
        open ? options.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS) : options;
    ClientCall<Q, R> call = next.newCall(method, bounded);
    return token == null ? call : new Authorized<>(call);
  }

  private final class Authorized<Q, R> extends SimpleForwardingClientCall<Q, R> {
    Authorized(ClientCall<Q, R> call) {
      super(call);
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
      headers.put(AUTHORIZATION, "Bearer " + token);
      super.start(listener, headers);
    }
  }
}
