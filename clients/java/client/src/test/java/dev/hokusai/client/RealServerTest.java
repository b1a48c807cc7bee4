package dev.hokusai.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.hokusai.client.StreamAnswer.Predictions;
import dev.hokusai.errors.v1.ErrorReason;
import dev.hokusai.inference.v1.Encoding;
import dev.hokusai.inference.v1.GetModelSignatureRequest;
import dev.hokusai.inference.v1.Payload;
import dev.hokusai.inference.v1.PredictRequest;
import dev.hokusai.inference.v1.PredictResponse;
import dev.hokusai.inference.v1.StreamOpen;
import dev.hokusai.registry.v1.ColumnSpec;
import dev.hokusai.system.v1.GetSystemInfoRequest;
import dev.hokusai.versions.v1.GetVersionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The layer against a real Hokusai server, which tests/client_languages/test_java.py starts.
 *
 * <p>System properties: {@code hokusai.test.address} of a server with {@code hokusai.test.model},
 * {@code hokusai.test.cut} of a proxy before it that cuts the connection once, {@code
 * hokusai.test.arrow}, a file with the Arrow stream of two rows whose columns are all 0 and all 1,
 * and {@code hokusai.test.tls} of a server that wants certificates, in the folder {@code
 * hokusai.test.certificates}.
 */
@Timeout(300)
@EnabledIfSystemProperty(named = "hokusai.test.address", matches = ".+")
class RealServerTest {

  private static final int BATCHES = 50;
  private static final int BATCH_ROWS = 2_000;
  private static final String MODEL = System.getProperty("hokusai.test.model");

  @Test
  void allThreeEncodingsGiveTheSamePredictions() throws IOException {
    ByteString arrow =
        ByteString.copyFrom(Files.readAllBytes(Path.of(System.getProperty("hokusai.test.arrow"))));
    try (HokusaiClient client = client("hokusai.test.address")) {
      List<String> columns = columns(client);
      List<Map<String, Object>> rows = List.of(row(columns, 0.0), row(columns, 1.0));
      double[] matrix = new double[2 * columns.size()];
      java.util.Arrays.fill(matrix, columns.size(), matrix.length, 1.0);
      Payload tensor = Payloads.tensors(Payloads.doubles("", matrix, 2, columns.size()));

      List<Map<String, Object>> expected = predictedRows(client, Payloads.rows(rows));
      assertEquals(2, expected.size());
      assertEquals(expected, predictedRows(client, tensor));
      assertEquals(expected, predictedRows(client, Payloads.arrow(arrow)));
    }
  }

  @Test
  void aHundredThousandRowsAreAnsweredInOrder() {
    try (HokusaiClient client = client("hokusai.test.address")) {
      checkStream(client, false);
    }
  }

  @Test
  void aStreamOutlivesACutConnection() {
    try (HokusaiClient client = client("hokusai.test.cut")) {
      checkStream(client, true);
    }
  }

  @Test
  void anErrorHasItsReasonAndItsFacts() {
    GetVersionRequest unknown =
        GetVersionRequest.newBuilder().setModel(MODEL).setVersion("9.9.9").build();
    try (HokusaiClient client = client("hokusai.test.address")) {
      HokusaiException failure =
          assertThrows(
              HokusaiException.class,
              () -> HokusaiException.translating(() -> client.versions().getVersion(unknown)));
      assertEquals(ErrorReason.ERROR_REASON_VERSION_NOT_FOUND, failure.reason());
      assertEquals(MODEL, failure.metadata().get("model"));
      assertFalse(failure.retryable());
    }
  }

  @Test
  void badValuesAreNamedOneByOne() {
    PredictRequest request =
        PredictRequest.newBuilder()
            .setModel(MODEL)
            .setPayload(Payloads.rows(List.of(Map.of("mean radius", "wide"))))
            .build();
    try (HokusaiClient client = client("hokusai.test.address")) {
      HokusaiException failure =
          assertThrows(
              HokusaiException.class,
              () -> HokusaiException.translating(() -> client.inference().predict(request)));
      assertEquals(ErrorReason.ERROR_REASON_MODEL_INPUT_INVALID, failure.reason());
      assertTrue(
          failure.violations().stream().anyMatch(each -> each.field().contains("mean radius")),
          () -> failure.violations().toString());
    }
  }

  @Test
  void certificatesOpenAGuardedServerAndAreNeeded() {
    Path folder = Path.of(System.getProperty("hokusai.test.certificates"));
    Path authority = folder.resolve("authority.pem");
    TlsFiles shown =
        new TlsFiles(authority, folder.resolve("client.pem"), folder.resolve("client-key.pem"));
    try (HokusaiClient client = builder("hokusai.test.tls").tls(shown).token("s3cret").build()) {
      String mode =
          client.system().getSystemInfo(GetSystemInfoRequest.getDefaultInstance()).getMode().name();
      assertTrue(mode.endsWith("EMBEDDED"), mode);
    }
    HokusaiClient.Builder none =
        builder("hokusai.test.tls").tls(TlsFiles.trusting(authority)).retries(false);
    try (HokusaiClient client = none.build()) {
      assertThrows(
          HokusaiException.class,
          () ->
              HokusaiException.translating(
                  () -> client.system().getSystemInfo(GetSystemInfoRequest.getDefaultInstance())));
    }
  }

  private static void checkStream(HokusaiClient client, boolean isCut) {
    int columns = columns(client).size();
    Iterator<Payload> batches =
        IntStream.range(0, BATCHES).mapToObj(each -> batch(each, columns)).iterator();
    StreamOpen open = StreamOpen.newBuilder().setModel(MODEL).build();
    List<Long> sequences = new ArrayList<>();
    try (PredictionStream stream = client.streamPredict(open, batches)) {
      while (stream.hasNext()) {
        Predictions answer = (Predictions) stream.next();
        sequences.add(answer.sequence());
        if (answer.sequence() % 10 == 0) {
          Payload alone =
              predict(
                  client, batch((int) answer.sequence(), columns), Encoding.ENCODING_UNSPECIFIED);
          assertEquals(alone, answer.payload());
        }
      }
      assertEquals(LongStream.range(0, BATCHES).boxed().toList(), sequences);
      assertEquals((long) BATCHES * BATCH_ROWS, stream.summary().getRowCount());
      assertEquals(isCut, stream.resumptions() > 0);
    }
  }

  /** Rows around the model's boundary, other ones in each batch. */
  private static Payload batch(int number, int columns) {
    double[] values = new double[BATCH_ROWS * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 31L + number * 17L) % 1000;
    }
    return Payloads.tensors(Payloads.doubles("", values, BATCH_ROWS, columns));
  }

  private static List<Map<String, Object>> predictedRows(HokusaiClient client, Payload payload) {
    return Payloads.toRows(predict(client, payload, Encoding.ENCODING_ROWS));
  }

  private static Payload predict(HokusaiClient client, Payload payload, Encoding encoding) {
    PredictRequest request =
        PredictRequest.newBuilder()
            .setModel(MODEL)
            .setPayload(payload)
            .setResponseEncoding(encoding)
            .build();
    PredictResponse reply = HokusaiException.translating(() -> client.inference().predict(request));
    return reply.getPayload();
  }

  private static List<String> columns(HokusaiClient client) {
    GetModelSignatureRequest request =
        GetModelSignatureRequest.newBuilder().setModel(MODEL).build();
    return client
        .inference()
        .getModelSignature(request)
        .getSignature()
        .getInputs()
        .getColumnsList()
        .stream()
        .map(ColumnSpec::getName)
        .toList();
  }

  private static Map<String, Object> row(List<String> columns, double value) {
    Map<String, Object> row = new LinkedHashMap<>();
    columns.forEach(column -> row.put(column, value));
    return row;
  }

  private static HokusaiClient client(String property) {
    return builder(property).build();
  }

  private static HokusaiClient.Builder builder(String property) {
    return new HokusaiClient.Builder(Map.of()).address(System.getProperty(property));
  }
}
