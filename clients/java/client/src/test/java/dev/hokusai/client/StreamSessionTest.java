package dev.hokusai.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.hokusai.inference.v1.Payload;
import dev.hokusai.inference.v1.ServedBy;
import dev.hokusai.inference.v1.StreamOpen;
import dev.hokusai.inference.v1.StreamPredictResponse;
import dev.hokusai.inference.v1.StreamReady;
import dev.hokusai.inference.v1.StreamResult;
import io.grpc.Status.Code;
import org.junit.jupiter.api.Test;

/** How many batches may be under way. */
class StreamSessionTest {

  private static final int MEBIBYTE = 1024 * 1024;
  private static final Payload SMALL = batch(1000);
  private static final Payload LARGE = batch(10 * MEBIBYTE);

  @Test
  void smallBatchesHaveTheWindowThatTheServerGrants() {
    assertEquals(32, fill(granted(32), SMALL));
    assertEquals(3, fill(granted(3), SMALL));
    assertEquals(32, fill(granted(64), SMALL));
  }

  @Test
  void largeBatchesLeaveRoomForTwoWhereTheServerGrantsThem() {
    assertEquals(2, fill(granted(32), LARGE));
    assertEquals(2, fill(granted(32), batch(20 * MEBIBYTE)));
    assertEquals(1, fill(granted(1), LARGE));
  }

  @Test
  void aBatchIsTakenWhileThoseBeforeHaveLessThan16Mebibytes() {
    assertEquals(4, fill(granted(32), batch(5 * MEBIBYTE)));
  }

  @Test
  void anAnswerMakesRoomAgainAndAFailedBatchToo() {
    StreamSession session = granted(32);
    fill(session, LARGE);
    session.receive(answerToFirst(session));
    assertEquals(1, fill(session, LARGE));
    session.receive(failureOfFirst(session));
    assertEquals(1, fill(session, LARGE));
    session.receive(answerToFirst(session));
    session.receive(answerToFirst(session));
    assertEquals(32, fill(session, SMALL));
  }

  @Test
  void aNewConnectionDoesNotForgetWhatWaits() {
    StreamSession session = granted(32);
    fill(session, LARGE);
    session.openFrame();
    session.open(ready(32));
    assertFalse(session.hasRoom());
    session.receive(answerToFirst(session));
    assertTrue(session.hasRoom());
  }

  private static StreamSession granted(int window) {
    StreamOpen open = StreamOpen.newBuilder().setModel("m").setWindow(32).build();
    StreamSession session = new StreamSession(open, 0);
    session.openFrame();
    session.open(ready(window));
    return session;
  }

  private static StreamReady ready(int window) {
    ServedBy servedBy = ServedBy.newBuilder().setModel("m").setVersion("1.2.3").build();
    return StreamReady.newBuilder().setServedBy(servedBy).setWindow(window).build();
  }

  private static Payload batch(int bytes) {
    return Payload.newBuilder().setArrowStream(ByteString.copyFrom(new byte[bytes])).build();
  }

  /** Adds the batch while there is room; says how often that was. */
  private static int fill(StreamSession session, Payload batch) {
    int added = 0;
    for (; session.hasRoom(); added++) {
      session.add(batch);
    }
    return added;
  }

  private static StreamPredictResponse answerToFirst(StreamSession session) {
    return result(session, StreamResult.newBuilder().setPayload(SMALL));
  }

  private static StreamPredictResponse failureOfFirst(StreamSession session) {
    return result(
        session,
        StreamResult.newBuilder()
            .setError(ScriptedInference.status(Code.INVALID_ARGUMENT, "MODEL_INPUT_INVALID")));
  }

  private static StreamPredictResponse result(StreamSession session, StreamResult.Builder result) {
    result.setSequence(session.firstUnanswered());
    return StreamPredictResponse.newBuilder().setResult(result).build();
  }
}
