package dev.hokusai.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.hokusai.errors.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HokusaiExceptionTest {

  private static final com.google.rpc.Status OVERLOADED =
      com.google.rpc.Status.newBuilder()
          .setCode(Code.RESOURCE_EXHAUSTED.value())
          .setMessage("too much")
          .addDetails(
              Any.pack(
                  ErrorInfo.newBuilder()
                      .setReason("OVERLOADED")
                      .setDomain("hokusai.dev")
                      .putMetadata("limit", "7")
                      .putMetadata("error_id", "b7c1")
                      .build()))
          .addDetails(
              Any.pack(
                  RetryInfo.newBuilder()
                      .setRetryDelay(
                          com.google.protobuf.Duration.newBuilder().setSeconds(1).setNanos(5))
                      .build()))
          .addDetails(
              Any.pack(
                  BadRequest.newBuilder()
                      .addFieldViolations(
                          BadRequest.FieldViolation.newBuilder()
                              .setField("rows[0].age")
                              .setDescription("expected long"))
                      .build()))
          .build();

  @Test
  void everythingThatTheServerSaidIsAValue() {
    StatusRuntimeException thrown = StatusProto.toStatusRuntimeException(OVERLOADED);
    HokusaiException failure = HokusaiException.from(thrown);
    assertEquals(Code.RESOURCE_EXHAUSTED, failure.code());
    assertEquals(ErrorReason.ERROR_REASON_OVERLOADED, failure.reason());
    assertEquals("OVERLOADED", failure.reasonName());
    assertEquals("too much", failure.getMessage());
    assertEquals(Map.of("limit", "7", "error_id", "b7c1"), failure.metadata());
    assertEquals(Optional.of("b7c1"), failure.errorId());
    assertEquals(List.of(new FieldViolation("rows[0].age", "expected long")), failure.violations());
    assertEquals(Optional.of(Duration.ofSeconds(1, 5)), failure.retryDelay());
    assertTrue(failure.retryable());
    assertSame(thrown, failure.getCause());
    assertSame(failure, HokusaiException.from(failure));
  }

  @Test
  void aStatusInsideAMessageIsReadTheSameWay() {
    HokusaiException failure = HokusaiException.from(OVERLOADED);
    assertEquals(ErrorReason.ERROR_REASON_OVERLOADED, failure.reason());
    assertEquals(Optional.of(Duration.ofSeconds(1, 5)), failure.retryDelay());
  }

  @ParameterizedTest
  @CsvSource({
    "FROM_THE_FUTURE, hokusai.dev, UNRECOGNIZED, FROM_THE_FUTURE",
    "MODEL_NOT_FOUND, elsewhere.dev, ERROR_REASON_UNSPECIFIED, ''",
  })
  void aReasonIsKnownByNameAndDomain(
      String reason, String domain, ErrorReason expected, String name) {
    ErrorInfo info = ErrorInfo.newBuilder().setReason(reason).setDomain(domain).build();
    HokusaiException failure =
        HokusaiException.from(
            com.google.rpc.Status.newBuilder().setCode(5).addDetails(Any.pack(info)).build());
    assertEquals(expected, failure.reason());
    assertEquals(name, failure.reasonName());
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, true",
    "DEADLINE_EXCEEDED, false",
    "INTERNAL, false",
    "UNIMPLEMENTED, false",
  })
  void withoutDetailsOnlyAMissingConnectionIsWorthARetry(Code code, boolean retryable) {
    HokusaiException failure =
        HokusaiException.from(Status.fromCode(code).withDescription("why").asException());
    assertEquals(code, failure.code());
    assertEquals(ErrorReason.ERROR_REASON_UNSPECIFIED, failure.reason());
    assertEquals(retryable, failure.retryable());
    assertFalse(failure.getMessage().isEmpty());
  }

  @Test
  void anUnavailabilityThatTheServerExplainsWithoutADelayIsNoLostConnection() {
    HokusaiException failure =
        HokusaiException.from(ScriptedInference.status(Code.UNAVAILABLE, "SHUTTING_DOWN"));
    assertFalse(failure.retryable());
  }

  @Test
  void aCallIsTranslatedAndOtherFaultsAreNot() {
    assertEquals("reply", HokusaiException.translating(() -> "reply"));
    HokusaiException failure =
        assertThrows(
            HokusaiException.class,
            () ->
                HokusaiException.translating(
                    () -> {
                      throw StatusProto.toStatusRuntimeException(OVERLOADED);
                    }));
    assertEquals("OVERLOADED", failure.reasonName());
    assertThrows(
        ArithmeticException.class,
        () -> HokusaiException.translating(() -> Math.addExact(Integer.MAX_VALUE, 1)));
  }
}
