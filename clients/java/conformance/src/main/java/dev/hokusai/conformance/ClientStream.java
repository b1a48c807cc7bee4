package dev.hokusai.conformance;

import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A call that the client streams, or both sides, made through the asynchronous stub. */
final class ClientStream<Q, R extends Message> implements OpenStream<Q> {

  /** Longer than any deadline of a vector: the end of every call comes at its deadline. */
  private static final long PATIENCE_SECONDS = 300;

  private sealed interface Event {}

  private record Answer(Message message) implements Event {}

  private record End(Ending ending) implements Event {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final ClientCallStreamObserver<Q> call;
  private final boolean serverStreams;

  ClientStream(Function<StreamObserver<R>, StreamObserver<Q>> begin, boolean serverStreams) {
    call = (ClientCallStreamObserver<Q>) begin.apply(new Receiver());
    this.serverStreams = serverStreams;
  }

  @Override
  public void send(Q message) {
    call.onNext(message);
  }

  @Override
  public void halfClose() {
    call.onCompleted();
  }

  @Override
  public JsonObject receive() {
    if (!serverStreams) {
      throw new Mismatch("the server does not stream here");
    }
    Event event = take();
    if (event instanceof Answer answer) {
      return Json.of(answer.message());
    }
    throw new Mismatch("the stream ended, a message was expected: " + event);
  }

  @Override
  public Ending ending() {
    Event event = take();
    if (event instanceof Answer answer) {
      if (serverStreams) {
        throw new Mismatch("the end was expected, not " + Json.of(answer.message()));
      }
      Ending ending = end(take());
      boolean well = ending.code() == io.grpc.Status.Code.OK;
      return well ? Ending.well(answer.message()) : ending;
    }
    return end(event);
  }

  @Override
  public void cancel() {
    call.cancel("the vector is over", null);
  }

  private static Ending end(Event event) {
    if (event instanceof End end) {
      return end.ending();
    }
    throw new Mismatch("the end was expected, not " + event);
  }

  private Event take() {
    try {
      Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new Mismatch("nothing came within " + PATIENCE_SECONDS + " s");
      }
      return event;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Mismatch("interrupted");
    }
  }

  private final class Receiver implements StreamObserver<R> {

    @Override
    public void onNext(R message) {
      events.add(new Answer(message));
    }

    @Override
    public void onError(Throwable failure) {
      events.add(new End(Ending.failed(failure)));
    }

    @Override
    public void onCompleted() {
      events.add(new End(Ending.well(null)));
    }
  }
}
