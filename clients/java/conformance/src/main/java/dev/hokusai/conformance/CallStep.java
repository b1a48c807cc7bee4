package dev.hokusai.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import io.grpc.Channel;
import io.grpc.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Makes one call of a vector and compares its frames and its end. */
final class CallStep {

  private static final Set<String> CALL_KEYS =
      Set.of("method", "request", "frames", "expect", "deadline_ms", "metadata", "retry");
  private static final Set<String> EXPECT_KEYS = Set.of("status", "reply", "error");
  private static final Duration RETRYING = Duration.ofSeconds(60);

  private final JsonObject call;
  private final Scope scope;
  private final PatternMatch pattern;

  CallStep(JsonObject call, Scope scope) {
    this.call = call;
    this.scope = scope;
    pattern = new PatternMatch(scope);
  }

  /**
   * Makes the call.
   *
   * @throws Mismatch it went otherwise, or the vector says something that is not known
   */
  void make(Connection connection) {
    Json.demandKnown(call, CALL_KEYS);
    JsonObject last = lastFrame();
    boolean givenUp = last.has("cancel") || last.has("cut");
    if (givenUp == call.has("expect")) {
      throw new Mismatch("a call has `expect`, unless its last frame is `cancel` or `cut`");
    }
    if (last.has("cut")) {
      try (Connection own = connection.another()) {
        play(own.channel());
      }
      return;
    }
    Ending ending = retried(connection.channel());
    if (!givenUp) {
      compare(call.getAsJsonObject("expect"), ending);
    }
  }

  private JsonObject lastFrame() {
    if (!call.has("frames") || call.getAsJsonArray("frames").isEmpty()) {
      return new JsonObject();
    }
    JsonArray frames = call.getAsJsonArray("frames");
    return frames.get(frames.size() - 1).getAsJsonObject();
  }

  private Ending retried(Channel channel) {
    long limit = System.nanoTime() + RETRYING.toNanos();
    Ending ending = play(channel);
    while (call.has("retry")
        && Json.isTrue(call.get("retry"))
        && ending != null
        && ErrorMatch.retryDelay(ending.status()).signum() > 0
        && System.nanoTime() < limit) {
      pause(ErrorMatch.retryDelay(ending.status()));
      ending = play(channel);
    }
    return ending;
  }

  private static void pause(BigDecimal seconds) {
    try {
      Thread.sleep(seconds.movePointRight(3).longValue() + 1);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Mismatch("interrupted");
    }
  }

  /** Makes the call once; how it ended, or null if it was given up. */
  private Ending play(Channel channel) {
    String path = call.get("method").getAsString();
    Rpc<?> rpc = Contract.METHODS.get(path);
    if (rpc == null) {
      throw new Mismatch("there is no method " + path);
    }
    return play(rpc, Settings.apply(channel, call, scope));
  }

  private <Q extends Message> Ending play(Rpc<Q> rpc, Channel channel) {
    if (rpc.clientStreams() == call.has("request")) {
      throw new Mismatch("`request` is for calls that the client does not stream, only for them");
    }
    if (rpc.isUnary() == call.has("frames")) {
      throw new Mismatch("a call with a streaming side has `frames`, and no other has");
    }
    Q request = call.has("request") ? rpc.request(scope.request(call.get("request"))) : null;
    if (rpc.isUnary()) {
      return rpc.call(channel, request);
    }
    OpenStream<Q> stream = rpc.open(channel, request);
    try {
      int position = 0;
      for (JsonElement frame : call.getAsJsonArray("frames")) {
        play(frame.getAsJsonObject(), stream, rpc, "frame " + position++);
      }
      return call.has("expect") ? stream.ending() : null;
    } finally {
      if (!lastFrame().has("cut")) {
        stream.cancel();
      }
    }
  }

  private <Q extends Message> void play(
      JsonObject frame, OpenStream<Q> stream, Rpc<Q> rpc, String where) {
    if (frame.size() != 1) {
      throw new Mismatch(where + " has not one key: " + frame);
    }
    Map.Entry<String, JsonElement> only = frame.entrySet().iterator().next();
    JsonElement argument = only.getValue();
    switch (only.getKey()) {
      case "send" -> stream.send(rpc.request(scope.request(argument)));
      case "receive" -> pattern.match(argument, stream.receive(), where);
      case "half_close" -> {
        demandTrue(argument, where);
        stream.halfClose();
      }
      case "cancel" -> {
        demandTrue(argument, where);
        stream.cancel();
      }
      case "cut" -> demandTrue(argument, where); // closing the connection is what cuts it
      default -> throw new Mismatch(where + ": there is no " + only.getKey());
    }
  }

  private static void demandTrue(JsonElement argument, String where) {
    if (!Json.isTrue(argument)) {
      throw new Mismatch(where + ": the argument is true");
    }
  }

  private void compare(JsonObject expected, Ending ending) {
    Json.demandKnown(expected, EXPECT_KEYS);
    String name = expected.has("status") ? expected.get("status").getAsString() : "OK";
    if (ending.code() != Status.Code.valueOf(name)) {
      throw new Mismatch("status " + ending.code() + ", expected " + name + ": " + ending.status());
    }
    if (expected.has("reply")) {
      pattern.match(expected.get("reply"), ending.reply(), "reply");
    }
    if (expected.has("error")) {
      ErrorMatch.match(expected.getAsJsonObject("error"), ending.status(), pattern, "error");
    }
  }
}
