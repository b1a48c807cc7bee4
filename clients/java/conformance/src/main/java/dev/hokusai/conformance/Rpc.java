package dev.hokusai.conformance;

import com.google.gson.JsonElement;
import com.google.protobuf.Message;
import io.grpc.Channel;
import java.util.function.BiFunction;

/**
 * One method of the contract, called through its generated stub.
 *
 * @param <Q> type of the requests
 */
final class Rpc<Q extends Message> {

  private final Q empty;
  private final boolean clientStreams;
  private final BiFunction<Channel, Q, Ending> unary;
  private final BiFunction<Channel, Q, OpenStream<Q>> stream;

  private Rpc(
      Q empty,
      boolean clientStreams,
      BiFunction<Channel, Q, Ending> unary,
      BiFunction<Channel, Q, OpenStream<Q>> stream) {
    this.empty = empty;
    this.clientStreams = clientStreams;
    this.unary = unary;
    this.stream = stream;
  }

  static <Q extends Message> Rpc<Q> unary(Q empty, BiFunction<Channel, Q, Ending> call) {
    return new Rpc<>(empty, false, call, null);
  }

  static <Q extends Message> Rpc<Q> serverStream(
      Q empty, BiFunction<Channel, Q, OpenStream<Q>> call) {
    return new Rpc<>(empty, false, null, call);
  }

  static <Q extends Message> Rpc<Q> clientStream(
      Q empty, BiFunction<Channel, Q, OpenStream<Q>> call) {
    return new Rpc<>(empty, true, null, call);
  }

  boolean clientStreams() {
    return clientStreams;
  }

  boolean isUnary() {
    return unary != null;
  }

  /** A request from its JSON. */
  Q request(JsonElement document) {
    Message.Builder builder = empty.newBuilderForType();
    Json.read(document, builder);
    @SuppressWarnings("unchecked") // the builder of a Q builds a Q
    Q request = (Q) builder.build();
    return request;
  }

  /** Makes a unary call; the channel has its deadline and metadata. */
  Ending call(Channel channel, Q request) {
    return unary.apply(channel, request);
  }

  /** Begins a call with a streaming side; the request is null exactly if the client streams. */
  OpenStream<Q> open(Channel channel, Q request) {
    return stream.apply(channel, request);
  }
}
