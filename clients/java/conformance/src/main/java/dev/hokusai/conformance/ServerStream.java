package dev.hokusai.conformance;

import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.function.Supplier;

/** A call that only the server streams, made through the blocking stub. */
final class ServerStream<Q> implements OpenStream<Q> {

  private final Context.CancellableContext context = Context.current().withCancellation();
  private final Iterator<? extends Message> answers;

  /** Begins the call, which belongs to a context so that it can be cancelled. */
  ServerStream(Supplier<? extends Iterator<? extends Message>> begin) {
    Context before = context.attach();
    try {
      answers = begin.get();
    } finally {
      context.detach(before);
    }
  }

  @Override
  public void send(Q message) {
    throw new Mismatch("the client does not stream here");
  }

  @Override
  public void halfClose() {
    throw new Mismatch("the client does not stream here");
  }

  @Override
  public JsonObject receive() {
    try {
      if (answers.hasNext()) {
        return Json.of(answers.next());
      }
    } catch (StatusRuntimeException failure) {
      throw new Mismatch("the stream ended with " + Ending.failed(failure));
    }
    throw new Mismatch("the stream ended, a message was expected");
  }

  @Override
  public Ending ending() {
    try {
      if (!answers.hasNext()) {
        return Ending.well(null);
      }
    } catch (StatusRuntimeException failure) {
      return Ending.failed(failure);
    }
    throw new Mismatch("the end of the stream was expected, not " + Json.of(answers.next()));
  }

  @Override
  public void cancel() {
    context.cancel(null);
  }
}
