package dev.hokusai.client;

import dev.hokusai.inference.v1.InferenceServiceGrpc.InferenceServiceStub;
import dev.hokusai.inference.v1.StreamPredictRequest;
import dev.hokusai.inference.v1.StreamPredictResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One call of StreamPredict. Frames wait here until they are taken; no more are asked for than the
 * bound, so memory stays bounded.
 */
final class StreamConnection {

  /** Something that came from the server. */
  sealed interface Event permits Frame, End {}

  /** A frame. */
  record Frame(StreamPredictResponse response) implements Event {}

  /** The end of the call; without a failure it ended well. */
  record End(Throwable failure) implements Event {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final int bound;
  private ClientCallStreamObserver<StreamPredictRequest> call;
  private boolean halfClosed;

  /** Starts the call with its first frame. */
  StreamConnection(InferenceServiceStub stub, StreamPredictRequest open, int bound) {
    this.bound = bound;
    stub.streamPredict(new Receiver());
    call.onNext(open);
  }

  /** Sends a frame; one thread at a time. */
  void send(StreamPredictRequest frame) {
    call.onNext(frame);
  }

  /** Says that no frame follows; safe to repeat, one thread at a time. */
  void halfClose() {
    if (!halfClosed) {
      halfClosed = true;
      call.onCompleted();
    }
  }

  /** Ends the call from any thread. */
  void cancel() {
    call.cancel("the stream is not wanted any more", null);
  }

  /** The next event, or null if none came in time. */
  Event take(long nanos) throws InterruptedException {
    Event event = events.poll(nanos, TimeUnit.NANOSECONDS);
    if (event instanceof Frame) {
      call.request(1);
    }
    return event;
  }

  private final class Receiver
      implements ClientResponseObserver<StreamPredictRequest, StreamPredictResponse> {

    @Override
    public void beforeStart(ClientCallStreamObserver<StreamPredictRequest> started) {
      call = started;
      started.disableAutoRequestWithInitial(bound);
    }

    @Override
    public void onNext(StreamPredictResponse response) {
      events.add(new Frame(response));
    }

    @Override
    public void onError(Throwable failure) {
      events.add(new End(failure));
    }

    @Override
    public void onCompleted() {
      events.add(new End(null));
    }
  }
}
