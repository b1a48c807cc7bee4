package dev.hokusai.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hokusai.versions.v1.GetVersionRequest;
import dev.hokusai.versions.v1.GetVersionResponse;
import dev.hokusai.versions.v1.VersionServiceGrpc.VersionServiceImplBase;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HokusaiClientTest {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final List<Metadata> received = new CopyOnWriteArrayList<>();
  private final List<Long> secondsLeft = new CopyOnWriteArrayList<>();
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private Server server;

  @BeforeEach
  void serve() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new Versions())
            .intercept(new Recorder())
            .build()
            .start();
  }

  @AfterEach
  void end() {
    server.shutdownNow();
  }

  @Test
  void callsCarryTheTokenAndADefaultDeadline() {
    try (HokusaiClient client = here().token("s3cret").deadline(Duration.ofSeconds(40)).build()) {
      client.versions().getVersion(GetVersionRequest.getDefaultInstance());
    }
    assertEquals("Bearer s3cret", received.get(0).get(AUTHORIZATION));
    assertTrue(secondsLeft.get(0) <= 40, secondsLeft::toString);
  }

  @Test
  void aDeadlineOfTheStubStandsAndWithoutATokenNoneIsSent() {
    try (HokusaiClient client = here().deadline(Duration.ofSeconds(40)).build()) {
      client
          .versions()
          .withDeadlineAfter(900, TimeUnit.SECONDS)
          .getVersion(GetVersionRequest.getDefaultInstance());
    }
    assertNull(received.get(0).get(AUTHORIZATION));
    assertTrue(secondsLeft.get(0) > 40, secondsLeft::toString);
  }

  @Test
  void whatIsSafeToRepeatIsRepeatedByTheShippedConfig() {
    failuresLeft.set(2);
    try (HokusaiClient client = here().build()) {
      assertDoesNotThrow(
          () -> client.versions().getVersion(GetVersionRequest.getDefaultInstance()));
    }
    assertEquals(3, received.size());
  }

  @Test
  void retriesCanBeSwitchedOff() {
    failuresLeft.set(1);
    try (HokusaiClient client = here().retries(false).build()) {
      HokusaiException failure =
          assertThrows(
              HokusaiException.class,
              () ->
                  HokusaiException.translating(
                      () -> client.versions().getVersion(GetVersionRequest.getDefaultInstance())));
      assertTrue(failure.retryable());
    }
    assertEquals(1, received.size());
  }

  @Test
  void settingsComeFromTheEnvironment() {
    Map<String, String> environment =
        Map.of("HOKUSAI_ADDRESS", "localhost:" + server.getPort(), "HOKUSAI_TOKEN", "t");
    try (HokusaiClient client = new HokusaiClient.Builder(environment).build()) {
      client.versions().getVersion(GetVersionRequest.getDefaultInstance());
    }
    assertEquals("Bearer t", received.get(0).get(AUTHORIZATION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"models.example.org", "10.0.0.7:50051", "127.evil.org:1"})
  void aTokenNeverLeavesThisMachineInPlainText(String address) {
    HokusaiClient.Builder builder = new HokusaiClient.Builder(Map.of()).address(address).token("t");
    IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, builder::build);
    assertTrue(fault.getMessage().contains("HOKUSAI_TLS_CA"), fault.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "models.example.org, models.example.org:50051, false",
    "localhost:7, localhost:7, true",
    "127.0.0.1, 127.0.0.1:50051, true",
    "[::1]:9, [::1]:9, true",
    "[::1], [::1]:50051, true",
  })
  void addressesAreReadAsPeopleWriteThem(String text, String address, boolean local) {
    ServerAddress read = ServerAddress.parse(text);
    assertEquals(address, read.toString());
    assertEquals(local, read.isLocal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:50051", ":50051", "localhost:port", "::1"})
  void whatIsNoAddressIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(text));
  }

  @Test
  void certificateAndKeyComeTogetherAndMustBeThere() {
    Path missing = Path.of("no", "such", "file.pem");
    assertThrows(IllegalArgumentException.class, () -> new TlsFiles(null, missing, null));
    HokusaiClient.Builder builder =
        new HokusaiClient.Builder(Map.of("HOKUSAI_TLS_CA", missing.toString()));
    assertThrows(UncheckedIOException.class, builder::build);
  }

  private HokusaiClient.Builder here() {
    return new HokusaiClient.Builder(Map.of()).address("localhost:" + server.getPort());
  }

  private final class Versions extends VersionServiceImplBase {
    @Override
    public void getVersion(GetVersionRequest request, StreamObserver<GetVersionResponse> answer) {
      if (failuresLeft.getAndDecrement() > 0) {
        answer.onError(Status.UNAVAILABLE.asException());
        return;
      }
      answer.onNext(GetVersionResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private final class Recorder implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      received.add(headers);
      secondsLeft.add(Context.current().getDeadline().timeRemaining(TimeUnit.SECONDS));
      return next.startCall(call, headers);
    }
  }
}
