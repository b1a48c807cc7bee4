package dev.hokusai.conformance;

import com.google.gson.JsonObject;

/**
 * A call with a streaming side, while it lasts.
 *
 * @param <Q> type of the requests
 */
interface OpenStream<Q> {

  /** Sends one message without waiting for an answer. */
  void send(Q message);

  /** Ends the sending side. */
  void halfClose();

  /**
   * The next message as JSON.
   *
   * @throws Mismatch the stream ended instead
   */
  JsonObject receive();

  /**
   * How the call ends, which must be the next thing to happen.
   *
   * @throws Mismatch another message came
   */
  Ending ending();

  /** Gives the call up; nothing happens if it is over. */
  void cancel();
}
