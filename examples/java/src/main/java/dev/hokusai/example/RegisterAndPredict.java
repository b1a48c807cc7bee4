package dev.hokusai.example;

import dev.hokusai.client.HokusaiClient;
import dev.hokusai.client.HokusaiException;
import dev.hokusai.client.Payloads;
import dev.hokusai.client.PredictionStream;
import dev.hokusai.client.StreamAnswer;
import dev.hokusai.errors.v1.ErrorReason;
import dev.hokusai.inference.v1.Payload;
import dev.hokusai.inference.v1.PredictRequest;
import dev.hokusai.inference.v1.PredictResponse;
import dev.hokusai.inference.v1.StreamOpen;
import dev.hokusai.registry.v1.ColumnSpec;
import dev.hokusai.registry.v1.ModelVersion;
import dev.hokusai.registry.v1.RegisterBaselineRequest;
import dev.hokusai.registry.v1.VersionDraft;
import dev.hokusai.versions.v1.GetVersionRequest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Registers a version by reference, predicts with it, streams 100,000 rows and handles an error.
 *
 * <p>Arguments, all optional: address (else {@code HOKUSAI_ADDRESS}, else {@code localhost:50051}),
 * model ({@code tumours}) and version ({@code 1.0.0}) to begin with. The model's inputs are columns
 * of doubles.
 */
public final class RegisterAndPredict {

  private static final int STREAMED_ROWS = 100_000;
  private static final int BATCH_ROWS = 5_000;
  private static final long SEED = 7;

  private final HokusaiClient client;
  private final Random random = new Random(SEED);

  private RegisterAndPredict(HokusaiClient client) {
    this.client = client;
  }

  /**
   * Runs the example.
   *
   * @param arguments address, model, version
   */
  public static void main(String[] arguments) {
    HokusaiClient.Builder settings = HokusaiClient.builder();
    if (arguments.length > 0) {
      settings.address(arguments[0]);
    }
    String model = arguments.length > 1 ? arguments[1] : "tumours";
    String version = arguments.length > 2 ? arguments[2] : "1.0.0";
    try (HokusaiClient client = settings.build()) {
      new RegisterAndPredict(client).run(model, version);
    } catch (HokusaiException failure) {
      System.err.println(failure.reasonName() + ": " + failure.getMessage());
      System.exit(1);
    }
  }

  private void run(String model, String version) {
    ModelVersion copy = registerByReference(model, version);
    System.out.printf("registered %s %s%n", copy.getModel(), copy.getVersion());
    predict(copy);
    stream(copy);
    handleAnError();
  }

  private ModelVersion registerByReference(String model, String version) {
    return HokusaiException.translating(
        () -> {
          ModelVersion known =
              client
                  .versions()
                  .getVersion(
                      GetVersionRequest.newBuilder().setModel(model).setVersion(version).build())
                  .getVersion();
          RegisterBaselineRequest request =
              RegisterBaselineRequest.newBuilder()
                  .setModel(model + "-java")
                  .setDraft(VersionDraft.newBuilder().setBundleDigest(known.getBundleDigest()))
                  .setRequestId(UUID.randomUUID().toString())
                  .build();
          return client.registry().registerBaseline(request).getVersion();
        });
  }

  private void predict(ModelVersion version) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (ColumnSpec column : version.getSignature().getInputs().getColumnsList()) {
      row.put(column.getName(), random.nextDouble());
    }
    PredictRequest request =
        PredictRequest.newBuilder()
            .setModel(version.getModel())
            .setPayload(Payloads.rows(List.of(row)))
            .build();
    PredictResponse reply = HokusaiException.translating(() -> client.inference().predict(request));
    System.out.printf(
        "predicted %s with %s%n",
        Payloads.toRows(reply.getPayload()).get(0), reply.getServedBy().getVersion());
  }

  private void stream(ModelVersion version) {
    int columns = version.getSignature().getInputs().getColumnsCount();
    Iterator<Payload> batches =
        IntStream.range(0, STREAMED_ROWS / BATCH_ROWS).mapToObj(each -> batch(columns)).iterator();
    StreamOpen open = StreamOpen.newBuilder().setModel(version.getModel()).build();
    long started = System.nanoTime();
    try (PredictionStream answers = client.streamPredict(open, batches)) {
      while (answers.hasNext()) {
        if (answers.next() instanceof StreamAnswer.FailedBatch failed) {
          System.out.printf("batch %d failed: %s%n", failed.sequence(), failed.error());
        }
        System.out.printf(Locale.ROOT, "\rstreamed %,d rows", answers.summary().getRowCount());
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      long rows = answers.summary().getRowCount();
      System.out.printf(Locale.ROOT, " in %.2f s: %,.0f rows/s%n", seconds, rows / seconds);
    }
  }

  private Payload batch(int columns) {
    double[] values = random.doubles((long) BATCH_ROWS * columns).toArray();
    return Payloads.tensors(Payloads.doubles("", values, BATCH_ROWS, columns));
  }

  private void handleAnError() {
    GetVersionRequest request =
        GetVersionRequest.newBuilder().setModel("no-such-model").setVersion("1.0.0").build();
    try {
      HokusaiException.translating(() -> client.versions().getVersion(request));
    } catch (HokusaiException failure) {
      if (failure.reason() != ErrorReason.ERROR_REASON_MODEL_NOT_FOUND) {
        throw failure;
      }
      System.out.printf("%s %s%n", failure.reasonName(), failure.metadata());
      System.out.println("next: " + failure.getMessage());
    }
  }
}
