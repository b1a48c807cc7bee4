package dev.hokusai.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hokusai.client.StreamAnswer.FailedBatch;
import dev.hokusai.client.StreamAnswer.Predictions;
import dev.hokusai.errors.v1.ErrorReason;
import dev.hokusai.inference.v1.InferenceServiceGrpc;
import dev.hokusai.inference.v1.Payload;
import dev.hokusai.inference.v1.StreamOpen;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams against a scripted server on a real socket. */
@Timeout(120)
class PredictionStreamTest {

  private static final StreamOpen OPEN = StreamOpen.newBuilder().setModel("m").build();

  private final ScriptedInference inference = new ScriptedInference();
  private Server server;
  private HokusaiClient client;

  @BeforeEach
  void serve() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(inference)
            .build()
            .start();
    client = new HokusaiClient.Builder(Map.of()).address("localhost:" + server.getPort()).build();
  }

  @AfterEach
  void end() {
    client.close();
    server.shutdownNow();
  }

  @Test
  void everyBatchIsAnsweredOnceAndInOrder() {
    try (PredictionStream stream = client.streamPredict(OPEN, batches(20))) {
      List<StreamAnswer> answers = all(stream);
      assertEquals(numbers(20), answers.stream().map(StreamAnswer::sequence).toList());
      for (StreamAnswer answer : answers) {
        assertEquals(batch(answer.sequence()), ((Predictions) answer).payload());
      }
      assertEquals("1.2.3", stream.servedBy().orElseThrow().getVersion());
      assertEquals(20, stream.summary().getBatchCount());
      assertEquals(20, stream.summary().getRowCount());
      assertFalse(stream.hasNext());
    }
  }

  @Test
  void anEmptySourceIsAnEmptyStream() {
    try (PredictionStream stream = client.streamPredict(OPEN, batches(0))) {
      assertFalse(stream.hasNext());
      assertEquals(1, inference.opened.size());
    }
  }

  @Test
  void thirtyTwoBatchesAreAskedForUnlessTheCallerWantsAnotherWindow() {
    for (StreamOpen open : List.of(OPEN, OPEN.toBuilder().setWindow(5).build())) {
      try (PredictionStream stream = client.streamPredict(open, batches(0))) {
        assertFalse(stream.hasNext());
      }
    }
    assertEquals(List.of(32, 5), inference.opened.stream().map(StreamOpen::getWindow).toList());
  }

  @Test
  void aFailedBatchIsAnAnswerAndTheStreamGoesOn() {
    inference.failAt(
        1,
        ScriptedInference.failing(
            ScriptedInference.status(Code.INVALID_ARGUMENT, "MODEL_INPUT_INVALID")));
    try (PredictionStream stream = client.streamPredict(OPEN, batches(4))) {
      List<StreamAnswer> answers = all(stream);
      assertEquals(numbers(4), answers.stream().map(StreamAnswer::sequence).toList());
      FailedBatch failed = assertInstanceOf(FailedBatch.class, answers.get(1));
      assertEquals(ErrorReason.ERROR_REASON_MODEL_INPUT_INVALID, failed.error().reason());
      assertEquals(1, stream.summary().getFailedBatchCount());
      assertEquals(0, stream.resumptions());
    }
  }

  @Test
  void aBatchThatFailedForAPassingReasonIsSentAgain() {
    inference.failAt(
        2,
        ScriptedInference.failing(ScriptedInference.retryable(Code.UNAVAILABLE, "WORKER_CRASHED")));
    try (PredictionStream stream = client.streamPredict(OPEN, batches(5))) {
      assertTrue(all(stream).stream().allMatch(Predictions.class::isInstance));
      assertEquals(1, stream.resumptions());
      assertEquals(0, stream.summary().getFailedBatchCount());
    }
  }

  @Test
  void aBrokenConnectionIsResumedAtTheFirstUnansweredBatchOnTheSameVersion() {
    ScriptedInference.Fault cut =
        (batch, answers) -> {
          answers.onError(Status.UNAVAILABLE.asRuntimeException());
          return false;
        };
    inference.failAt(3, cut, cut, cut);
    try (PredictionStream stream = client.streamPredict(OPEN, batches(8))) {
      assertEquals(numbers(8), all(stream).stream().map(StreamAnswer::sequence).toList());
      assertEquals(3, stream.resumptions());
    }
    assertFalse(inference.opened.get(0).hasSelector());
    for (StreamOpen again : inference.opened.subList(1, 4)) {
      assertEquals(3, again.getFirstSequence());
      assertEquals("1.2.3", again.getSelector().getExact());
    }
  }

  @Test
  void aStreamThatEndsWithoutItsSummaryIsNotComplete() {
    inference.failAt(
        2,
        (batch, answers) -> {
          answers.onCompleted();
          return false;
        });
    try (PredictionStream stream = client.streamPredict(OPEN, batches(4))) {
      assertEquals(numbers(4), all(stream).stream().map(StreamAnswer::sequence).toList());
      assertEquals(1, stream.resumptions());
    }
    assertEquals(2, inference.opened.get(1).getFirstSequence());
  }

  @Test
  void whatCannotBeRetriedEndsTheStreamWithItsReason() {
    inference.failAt(
        1,
        ScriptedInference.breaking(
            ScriptedInference.status(Code.INVALID_ARGUMENT, "FRAME_OUT_OF_ORDER")));
    try (PredictionStream stream = client.streamPredict(OPEN, batches(3))) {
      assertEquals(0, stream.next().sequence());
      HokusaiException failure = assertThrows(HokusaiException.class, stream::hasNext);
      assertEquals(ErrorReason.ERROR_REASON_FRAME_OUT_OF_ORDER, failure.reason());
    }
    assertEquals(1, inference.opened.size());
  }

  @Test
  void anAnswerToAnotherBatchIsRefused() {
    inference.failAt(
        1,
        (batch, answers) -> {
          answers.onNext(ScriptedInference.result(batch.toBuilder().setSequence(7).build()));
          return true;
        });
    try (PredictionStream stream = client.streamPredict(OPEN, batches(3))) {
      stream.next();
      HokusaiException failure = assertThrows(HokusaiException.class, stream::hasNext);
      assertEquals(Code.INTERNAL, failure.code());
      assertTrue(failure.getMessage().contains("one for batch 7"), failure.getMessage());
    }
  }

  @Test
  void aSourceThatFailsIsHeardAfterTheAnswersBefore() {
    IllegalStateException broken = new IllegalStateException("no more");
    Iterator<Payload> source =
        Stream.<Payload>iterate(
                batch(0),
                before -> true,
                before -> {
                  throw broken;
                })
            .iterator();
    try (PredictionStream stream = client.streamPredict(OPEN, source)) {
      assertEquals(0, stream.next().sequence());
      assertSame(broken, assertThrows(IllegalStateException.class, stream::hasNext));
    }
  }

  @Test
  void theSourceIsReadOneWindowAheadAndClosingTellsWhoeverWaits() throws Exception {
    inference.holdAnswers = true;
    AtomicInteger taken = new AtomicInteger();
    Iterator<Payload> endless = Stream.generate(() -> batch(taken.getAndIncrement())).iterator();
    PredictionStream stream = client.streamPredict(OPEN, endless);
    FutureTask<Boolean> waiting = new FutureTask<>(stream::hasNext);
    new Thread(waiting, "waits-for-an-answer").start();
    while (taken.get() < ScriptedInference.WINDOW || !isWaiting("hokusai-stream-source")) {
      Thread.onSpinWait();
    }
    assertEquals(ScriptedInference.WINDOW, taken.get());
    stream.close();
    ExecutionException told = assertThrows(ExecutionException.class, waiting::get);
    assertEquals(Code.CANCELLED, ((HokusaiException) told.getCause()).code());
  }

  @Test
  void anInterruptedThreadIsToldAndStaysInterrupted() throws Exception {
    inference.holdAnswers = true;
    CountDownLatch started = new CountDownLatch(1);
    Iterator<Payload> source =
        Stream.generate(() -> batch(0)).peek(x -> started.countDown()).iterator();
    PredictionStream stream = client.streamPredict(OPEN, source);
    FutureTask<Boolean> waiting =
        new FutureTask<>(
            () -> {
              HokusaiException told = assertThrows(HokusaiException.class, stream::hasNext);
              return told.code() == Code.CANCELLED && Thread.currentThread().isInterrupted();
            });
    Thread thread = new Thread(waiting, "is-interrupted");
    thread.start();
    started.await();
    thread.interrupt();
    assertTrue(waiting.get());
  }

  @Test
  void theTimeOfTheWholeStreamIsBounded() {
    inference.holdAnswers = true;
    try (PredictionStream stream = client.streamPredict(OPEN, batches(1), Duration.ofMillis(200))) {
      HokusaiException failure = assertThrows(HokusaiException.class, stream::hasNext);
      assertEquals(Code.DEADLINE_EXCEEDED, failure.code());
    }
  }

  @Test
  void bothSidesStream() {
    // The asynchronous stub has one shape for this and for a stream of the client alone.
    assertEquals(
        MethodType.BIDI_STREAMING, InferenceServiceGrpc.getStreamPredictMethod().getType());
  }

  private static boolean isWaiting(String thread) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(each -> each.getName().equals(thread) && each.getState() == Thread.State.WAITING);
  }

  private static List<StreamAnswer> all(PredictionStream stream) {
    List<StreamAnswer> answers = new ArrayList<>();
    stream.forEachRemaining(answers::add);
    return answers;
  }

  private static List<Long> numbers(long count) {
    return LongStream.range(0, count).boxed().toList();
  }

  private static Iterator<Payload> batches(long count) {
    return LongStream.range(0, count).mapToObj(PredictionStreamTest::batch).iterator();
  }

  private static Payload batch(long number) {
    return Payloads.rows(List.of(Map.of("x", number)));
  }
}
