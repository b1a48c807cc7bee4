package dev.hokusai.conformance;

import com.google.protobuf.Message;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractAsyncStub;
import io.grpc.stub.AbstractBlockingStub;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The methods of one service by their paths. Each names its types and its stub's method, so that a
 * change of the contract is an error of the compiler.
 *
 * @param <B> the blocking stub
 * @param <A> the asynchronous stub
 */
final class Methods<B extends AbstractBlockingStub<B>, A extends AbstractAsyncStub<A>> {

  private final String service;
  private final Function<Channel, B> blocking;
  private final Function<Channel, A> async;
  private final Map<String, Rpc<?>> byPath = new HashMap<>();

  Methods(String service, Function<Channel, B> blocking, Function<Channel, A> async) {
    this.service = service;
    this.blocking = blocking;
    this.async = async;
  }

  Map<String, Rpc<?>> byPath() {
    return byPath;
  }

  <Q extends Message, R extends Message> Methods<B, A> unary(
      String name, Q empty, BiFunction<B, Q, R> method) {
    return add(
        name,
        Rpc.unary(
            empty,
            (channel, request) -> {
              try {
                return Ending.well(method.apply(blocking.apply(channel), request));
              } catch (StatusRuntimeException failure) {
                return Ending.failed(failure);
              }
            }));
  }

  <Q extends Message, R extends Message> Methods<B, A> serverStream(
      String name, Q empty, BiFunction<B, Q, Iterator<R>> method) {
    return add(
        name,
        Rpc.serverStream(
            empty,
            (channel, request) ->
                new ServerStream<>(() -> method.apply(blocking.apply(channel), request))));
  }

  <Q extends Message, R extends Message> Methods<B, A> clientStream(
      String name, Q empty, BiFunction<A, StreamObserver<R>, StreamObserver<Q>> method) {
    return add(name, Rpc.clientStream(empty, (channel, none) -> open(channel, method, false)));
  }

  <Q extends Message, R extends Message> Methods<B, A> bothStream(
      String name, Q empty, BiFunction<A, StreamObserver<R>, StreamObserver<Q>> method) {
    return add(name, Rpc.clientStream(empty, (channel, none) -> open(channel, method, true)));
  }

  private <Q, R extends Message> OpenStream<Q> open(
      Channel channel,
      BiFunction<A, StreamObserver<R>, StreamObserver<Q>> method,
      boolean serverStreams) {
    A stub = async.apply(channel);
    return new ClientStream<Q, R>(answers -> method.apply(stub, answers), serverStreams);
  }

  private Methods<B, A> add(String name, Rpc<?> rpc) {
    byPath.put("/" + service + "/" + name, rpc);
    return this;
  }
}
