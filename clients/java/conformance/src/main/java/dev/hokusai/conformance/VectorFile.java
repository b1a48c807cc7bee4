package dev.hokusai.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs the vectors of one file, in order. */
final class VectorFile {

  private static final Set<String> FILE_KEYS = Set.of("group", "setup", "vectors");
  private static final Set<String> VECTOR_KEYS = Set.of("id", "meaning", "calls");

  private final JsonObject document;

  private VectorFile(JsonObject document) {
    this.document = document;
  }

  static VectorFile read(Path path) throws IOException {
    try (Reader reader = Files.newBufferedReader(path)) {
      return new VectorFile(JsonParser.parseReader(reader).getAsJsonObject());
    }
  }

  /** One result a vector; the scope has what every file sees. */
  List<Result> run(Connection connection, Scope scope) {
    String fault = setUp(connection, scope);
    String group = document.get("group").getAsString();
    List<Result> results = new ArrayList<>();
    for (JsonElement each : document.getAsJsonArray("vectors")) {
      JsonObject vector = each.getAsJsonObject();
      long start = System.nanoTime();
      String failure =
          fault.isEmpty() ? fault(vector, connection, scope.inner()) : "setup: " + fault;
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      results.add(new Result(vector.get("id").getAsString(), group, failure, millis));
    }
    return results;
  }

  private String setUp(Connection connection, Scope scope) {
    JsonObject setup = document.deepCopy();
    FILE_KEYS.forEach(setup::remove); // what is left is not known, and fails every vector
    setup.add("calls", document.has("setup") ? document.get("setup") : new JsonArray());
    return fault(setup, connection, scope);
  }

  /** What went wrong, whatever it was: one bad vector must not keep the others from running. */
  private static String fault(JsonObject vector, Connection connection, Scope scope) {
    int position = 0;
    try {
      Json.demandKnown(vector, VECTOR_KEYS);
      for (JsonElement call : vector.getAsJsonArray("calls")) {
        new CallStep(call.getAsJsonObject(), scope).make(connection);
        position++;
      }
      return "";
    } catch (Mismatch fault) {
      return "call " + position + ": " + fault.getMessage();
    } catch (RuntimeException fault) {
      return "call " + position + ": " + fault;
    }
  }
}
