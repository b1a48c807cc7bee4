package dev.hokusai.client;

import dev.hokusai.inference.v1.InferenceServiceGrpc.InferenceServiceStub;
import dev.hokusai.inference.v1.Payload;
import dev.hokusai.inference.v1.ServedBy;
import dev.hokusai.inference.v1.StreamOpen;
import dev.hokusai.inference.v1.StreamPredictResponse;
import dev.hokusai.inference.v1.StreamSummary;
import io.grpc.Deadline;
import io.grpc.Status;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Answers to a sequence of batches, each exactly once and in order.
 *
 * <p>The source is read in a thread of its own, at most a window of batches ahead of the answers. A
 * batch that fails is an answer, not the end. After a broken connection the stream goes on with the
 * first unanswered batch on the version that it began with; failures to resume, and what else ends
 * the stream, are thrown by {@link #hasNext}. One thread iterates; any thread may close.
 */
public final class PredictionStream implements Iterator<StreamAnswer>, AutoCloseable {

  /**
   * Batches under way at once, unless the caller asks for more or fewer. Beyond two, batches are
   * taken only while those without an answer have less than 16 MiB.
   */
  public static final int DEFAULT_WINDOW = 32;

  private static final Duration READY_PATIENCE = Duration.ofSeconds(120);
  private static final int REPEATS_OF_A_BATCH = 4;

  private final InferenceServiceStub stub;
  private final Runnable beforeConnecting;
  private final Iterator<Payload> source;
  private final Duration timeout;
  private final int window;
  private final StreamSession session;
  private final Backoff backoff = new Backoff();
  private final Object lock = new Object();

  private Thread feeder;
  private Deadline deadline;
  private Throwable sourceFailure;
  private StreamConnection connection;
  private long nextToSend;
  private boolean ready;
  private boolean closed;
  private StreamAnswer upcoming;
  private int resumptions;

  PredictionStream(
      InferenceServiceStub stub,
      Runnable beforeConnecting,
      StreamOpen open,
      Iterator<Payload> source,
      Duration timeout) {
    this.stub = stub;
    this.beforeConnecting = beforeConnecting;
    this.source = source;
    this.timeout = timeout;
    window = open.getWindow() == 0 ? DEFAULT_WINDOW : open.getWindow();
    session = new StreamSession(open.toBuilder().setWindow(window).build(), REPEATS_OF_A_BATCH);
  }

  /**
   * Waits for the next answer. The first call opens the stream.
   *
   * @return whether there is one; false once every batch is answered and the server said so
   * @throws HokusaiException the stream could not be opened, or broke and could not be resumed, or
   *     was closed, or the thread was interrupted
   * @throws RuntimeException what the source threw, after the answers to the batches before
   */
  @Override
  public boolean hasNext() {
    start();
    while (upcoming == null && !session.complete()) {
      try {
        upcoming = await().orElse(null);
      } catch (HokusaiException failure) {
        waitToResume(failure);
      }
    }
    if (upcoming == null) {
      throwSourceFailure();
    }
    return upcoming != null;
  }

  @Override
  public StreamAnswer next() {
    if (!hasNext()) {
      throw new NoSuchElementException("every batch is answered");
    }
    StreamAnswer answer = upcoming;
    upcoming = null;
    return answer;
  }

  /**
   * The version that answers the whole stream, and why.
   *
   * @return empty before the first answer
   */
  public Optional<ServedBy> servedBy() {
    synchronized (lock) {
      return session.servedBy();
    }
  }

  /**
   * What was answered so far, over all connections; all there is once {@link #hasNext} was false.
   *
   * @return numbers of batches, rows and failed batches
   */
  public StreamSummary summary() {
    synchronized (lock) {
      return session.totals();
    }
  }

  /**
   * How often the stream broke and went on.
   *
   * @return the number so far
   */
  public int resumptions() {
    synchronized (lock) {
      return resumptions;
    }
  }

  /** Ends the stream, complete or not. A thread that waits in {@link #hasNext} is told. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      disconnect();
      lock.notifyAll();
      if (feeder != null) {
        feeder.interrupt();
      }
    }
  }

  private void start() {
    synchronized (lock) {
      if (feeder != null || closed) {
        return;
      }
      deadline = timeout == null ? null : Deadline.after(timeout.toNanos(), TimeUnit.NANOSECONDS);
      feeder = new Thread(this::feed, "hokusai-stream-source");
      feeder.setDaemon(true);
      feeder.start();
    }
  }

  /** What the next event of the connection says; the connection is opened if there is none. */
  private Optional<StreamAnswer> await() {
    StreamConnection current = connected();
    try {
      StreamConnection.Event event = current.take(READY_PATIENCE.toNanos());
      if (event instanceof StreamConnection.Frame frame) {
        return receive(frame.response());
      }
      if (event instanceof StreamConnection.End end) {
        throw broken(end.failure());
      }
    } catch (InterruptedException interrupted) {
      throw interruption(interrupted);
    }
    if (isReady()) {
      return Optional.empty(); // the model may take its time over a batch; the deadline bounds it
    }
    throw HokusaiException.local(Status.Code.DEADLINE_EXCEEDED, null, null);
  }

  private HokusaiException broken(Throwable cause) {
    if (cause == null) {
      return session.incomplete();
    }
    HokusaiException failure = HokusaiException.from(cause);
    if (failure.code() == Status.Code.INTERNAL && failure.reasonName().isEmpty()) {
      // A Hokusai server gives its reason; without one this is gRPC's word for a cut in mid-frame.
      return HokusaiException.local(Status.Code.UNAVAILABLE, failure.getMessage(), cause);
    }
    return failure;
  }

  private boolean isReady() {
    synchronized (lock) {
      return ready;
    }
  }

  private StreamConnection connected() {
    synchronized (lock) {
      refuseIfClosed();
      if (connection == null) {
        InferenceServiceStub bounded = deadline == null ? stub : stub.withDeadline(deadline);
        connection = new StreamConnection(bounded, session.openFrame(), window + 1);
      }
      return connection;
    }
  }

  private Optional<StreamAnswer> receive(StreamPredictResponse frame) {
    synchronized (lock) {
      refuseIfClosed();
      Optional<StreamAnswer> answer = Optional.empty();
      if (frame.getFrameCase() == StreamPredictResponse.FrameCase.READY && !ready) {
        session.open(frame.getReady());
        ready = true;
        nextToSend = session.firstUnanswered();
      } else {
        answer = session.receive(frame);
        backoff.reset();
      }
      send();
      lock.notifyAll();
      return answer;
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw HokusaiException.local(Status.Code.CANCELLED, "the stream was closed", null);
    }
  }

  /** Sends what the source gave and this connection has not sent yet. Under the lock. */
  private void send() {
    if (!ready) {
      return;
    }
    while (nextToSend < session.taken()) {
      connection.send(session.batchFrame(nextToSend++));
    }
    if (session.sourceEnded()) {
      connection.halfClose();
    }
  }

  private void waitToResume(HokusaiException failure) {
    Duration delay;
    synchronized (lock) {
      boolean underWay = session.servedBy().isPresent();
      disconnect();
      delay = closed ? null : backoff.next(failure, underWay);
      resumptions += delay != null && underWay ? 1 : 0;
    }
    if (delay == null || isOverdue(delay)) {
      close();
      throw failure;
    }
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException interrupted) {
      throw interruption(interrupted);
    }
    beforeConnecting.run();
  }

  private boolean isOverdue(Duration delay) {
    return deadline != null && deadline.timeRemaining(TimeUnit.NANOSECONDS) <= delay.toNanos();
  }

  private HokusaiException interruption(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    close();
    return HokusaiException.local(
        Status.Code.CANCELLED, "interrupted while the stream waited", interrupted);
  }

  /** Under the lock. */
  private void disconnect() {
    if (connection != null) {
      connection.cancel();
    }
    connection = null;
    ready = false;
  }

  /** Takes batches from the source while there is room; runs in a thread of its own. */
  private void feed() {
    Throwable failure = null;
    try {
      while (awaitRoom() && source.hasNext()) {
        Payload batch = source.next();
        synchronized (lock) {
          session.add(batch);
          send();
        }
      }
    } catch (InterruptedException wanted) {
      return; // only close() interrupts, and then nobody asks for more
    } catch (RuntimeException | Error raised) {
      failure = raised;
    }
    synchronized (lock) {
      sourceFailure = failure;
      session.endSource();
      send();
    }
  }

  private boolean awaitRoom() throws InterruptedException {
    synchronized (lock) {
      while (!closed && !session.hasRoom()) {
        lock.wait();
      }
      return !closed;
    }
  }

  private void throwSourceFailure() {
    synchronized (lock) {
      if (sourceFailure instanceof Error error) {
        throw error;
      }
      if (sourceFailure instanceof RuntimeException failure) {
        throw failure;
      }
    }
  }
}
