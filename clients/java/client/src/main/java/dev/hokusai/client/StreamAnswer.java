package dev.hokusai.client;

import dev.hokusai.inference.v1.Payload;
import dev.hokusai.inference.v1.PhaseTimings;

/** What a prediction stream says to one batch: {@link Predictions}, or why there are none. */
public sealed interface StreamAnswer permits StreamAnswer.Predictions, StreamAnswer.FailedBatch {

  /**
   * Which batch this answers.
   *
   * @return its position in the source, from 0
   */
  long sequence();

  /**
   * A batch that was predicted.
   *
   * @param sequence position of the batch in the source, from 0
   * @param payload the predictions; row i answers row i of the batch
   * @param rowCount number of rows
   * @param timings where the time went on the server
   */
  record Predictions(long sequence, Payload payload, long rowCount, PhaseTimings timings)
      implements StreamAnswer {}

  /**
   * A batch that failed. The stream goes on with the next one.
   *
   * @param sequence position of the batch in the source, from 0
   * @param error why, as a call with this batch alone would have failed
   */
  record FailedBatch(long sequence, HokusaiException error) implements StreamAnswer {}
}
