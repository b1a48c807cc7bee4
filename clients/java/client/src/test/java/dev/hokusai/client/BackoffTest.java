package dev.hokusai.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final HokusaiException LOST =
      HokusaiException.from(Status.UNAVAILABLE.asException());

  @ParameterizedTest
  @CsvSource({"false, 4", "true, 9"})
  void whatIsUnderWayIsWorthMoreAttempts(boolean underWay, int delays) {
    Backoff backoff = new Backoff();
    for (int attempt = 0; attempt < delays; attempt++) {
      assertNotNull(backoff.next(LOST, underWay));
    }
    assertNull(backoff.next(LOST, underWay));
    backoff.reset();
    assertNotNull(backoff.next(LOST, underWay));
  }

  @Test
  void delaysGrowWithinTheirBounds() {
    Backoff backoff = new Backoff();
    for (long longest : new long[] {100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000}) {
      long delay = backoff.next(LOST, true).toMillis();
      assertTrue(longest / 2 <= delay && delay <= longest, delay + " of " + longest);
    }
  }

  @Test
  void theServersDelayIsKept() {
    RetryInfo retry =
        RetryInfo.newBuilder()
            .setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(30))
            .build();
    com.google.rpc.Status status =
        com.google.rpc.Status.newBuilder()
            .setCode(Code.RESOURCE_EXHAUSTED.value())
            .addDetails(Any.pack(retry))
            .build();
    assertEquals(Duration.ofSeconds(30), new Backoff().next(HokusaiException.from(status), false));
  }

  @Test
  void whatIsNotRetryableIsNotRetried() {
    assertNull(new Backoff().next(HokusaiException.from(Status.NOT_FOUND.asException()), true));
  }
}
