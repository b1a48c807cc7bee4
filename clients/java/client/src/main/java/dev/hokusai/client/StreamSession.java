package dev.hokusai.client;

import dev.hokusai.inference.v1.Payload;
import dev.hokusai.inference.v1.ServedBy;
import dev.hokusai.inference.v1.StreamBatch;
import dev.hokusai.inference.v1.StreamOpen;
import dev.hokusai.inference.v1.StreamPredictRequest;
import dev.hokusai.inference.v1.StreamPredictResponse;
import dev.hokusai.inference.v1.StreamReady;
import dev.hokusai.inference.v1.StreamResult;
import dev.hokusai.inference.v1.StreamSummary;
import dev.hokusai.versions.v1.VersionSelector;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Which batches of a stream were answered and which wait, across any number of connections.
 *
 * <p>A batch is kept until it is answered, so that a broken stream goes on with the first
 * unanswered one, on the version that the first connection was given. Does no I/O and is not safe
 * for threads.
 */
final class StreamSession {

  /** Batches that may be under way whatever their size, where the window allows it. */
  private static final int BATCHES_OF_ANY_SIZE = 2;

  /**
   * Serialized bytes of unanswered batches from which on no further batch is taken, but for {@link
   * #BATCHES_OF_ANY_SIZE}: a window of large batches must not fill the memory.
   */
  private static final long WINDOW_BYTES = 16 * 1024 * 1024;

  private final StreamOpen terms;
  private final int mostRepeats;
  private final ArrayDeque<Payload> unanswered = new ArrayDeque<>();
  private final StreamSummary.Builder totals = StreamSummary.newBuilder();
  private long unansweredBytes;
  private long taken;
  private int window = 1;
  private int repeats;
  private ServedBy servedBy;
  private boolean sourceEnded;
  private boolean complete;

  /**
   * Begins.
   *
   * @param terms what to open with; its window is at least 1
   * @param mostRepeats how often in a row a batch that failed for a passing reason is sent again
   *     before the failure counts as its answer
   */
  StreamSession(StreamOpen terms, int mostRepeats) {
    this.terms = terms;
    this.mostRepeats = mostRepeats;
  }

  long firstUnanswered() {
    return taken - unanswered.size();
  }

  /** One more than the sequence of the last batch that the source gave. */
  long taken() {
    return taken;
  }

  /** Whether one more batch may be taken from the source. */
  boolean hasRoom() {
    return unanswered.size() < window
        && (unanswered.size() < BATCHES_OF_ANY_SIZE || unansweredBytes < WINDOW_BYTES);
  }

  boolean sourceEnded() {
    return sourceEnded;
  }

  void endSource() {
    sourceEnded = true;
  }

  /** Whether every batch is answered and the server said so. */
  boolean complete() {
    return complete;
  }

  /** The version that answers, once a connection was ready. */
  Optional<ServedBy> servedBy() {
    return Optional.ofNullable(servedBy);
  }

  /** What was answered so far, over all connections. */
  StreamSummary totals() {
    return totals.build();
  }

  void add(Payload batch) {
    unanswered.add(batch);
    unansweredBytes += batch.getSerializedSize();
    taken++;
  }

  /** The first frame of a connection; nothing else may be sent before the server is ready. */
  StreamPredictRequest openFrame() {
    StreamOpen.Builder open = terms.toBuilder().setFirstSequence(firstUnanswered());
    if (servedBy != null) {
      open.setSelector(VersionSelector.newBuilder().setExact(servedBy.getVersion()));
    }
    return StreamPredictRequest.newBuilder().setOpen(open).build();
  }

  /** The frame of an unanswered batch. */
  StreamPredictRequest batchFrame(long sequence) {
    Iterator<Payload> each = unanswered.iterator();
    for (long before = firstUnanswered(); before < sequence; before++) {
      each.next();
    }
    StreamBatch batch =
        StreamBatch.newBuilder().setSequence(sequence).setPayload(each.next()).build();
    return StreamPredictRequest.newBuilder().setBatch(batch).build();
  }

  /** Takes the terms of a connection. */
  void open(StreamReady ready) {
    if (servedBy == null) {
      servedBy = ready.getServedBy(); // a later connection names the version, which is no rule
    }
    window = Math.max(1, Math.min(ready.getWindow(), terms.getWindow()));
  }

  /**
   * Takes a frame that came after `ready`.
   *
   * @return the answer that it holds, each answer exactly once
   * @throws HokusaiException the frame is out of order, or its batch failed for a passing reason
   *     and is to be sent again
   */
  Optional<StreamAnswer> receive(StreamPredictResponse frame) {
    switch (frame.getFrameCase()) {
      case RESULT:
        return Optional.of(answer(frame.getResult()));
      case SUMMARY:
        if (!sourceEnded || !unanswered.isEmpty()) {
          throw disorder("a result for batch " + firstUnanswered(), "summary");
        }
        complete = true;
        return Optional.empty();
      default:
        throw disorder("a result", frame.getFrameCase().name());
    }
  }

  /** The failure of a connection that ended well, but before the summary. */
  HokusaiException incomplete() {
    return HokusaiException.local(
        Status.Code.UNAVAILABLE, "it ended before its summary, at " + firstUnanswered(), null);
  }

  private StreamAnswer answer(StreamResult result) {
    long expected = firstUnanswered();
    if (unanswered.isEmpty() || result.getSequence() != expected) {
      throw disorder("a result for batch " + expected, "one for batch " + result.getSequence());
    }
    StreamAnswer answer = outcome(result);
    repeats = 0;
    unansweredBytes -= unanswered.remove().getSerializedSize(); // a message keeps its size
    count(result);
    return answer;
  }

  private StreamAnswer outcome(StreamResult result) {
    if (result.getOutcomeCase() != StreamResult.OutcomeCase.ERROR) {
      return new StreamAnswer.Predictions(
          result.getSequence(), result.getPayload(), result.getRowCount(), result.getTimings());
    }
    HokusaiException error = HokusaiException.from(result.getError());
    if (error.retryable() && repeats < mostRepeats) {
      repeats++;
      throw error;
    }
    return new StreamAnswer.FailedBatch(result.getSequence(), error);
  }

  private void count(StreamResult result) {
    totals.setBatchCount(totals.getBatchCount() + 1);
    totals.setRowCount(totals.getRowCount() + result.getRowCount());
    if (result.getOutcomeCase() == StreamResult.OutcomeCase.ERROR) {
      totals.setFailedBatchCount(totals.getFailedBatchCount() + 1);
    }
  }

  private static HokusaiException disorder(String expected, String actual) {
    return HokusaiException.local(
        Status.Code.INTERNAL,
        "the server sent " + actual + " where the stream expected " + expected,
        null);
  }
}
