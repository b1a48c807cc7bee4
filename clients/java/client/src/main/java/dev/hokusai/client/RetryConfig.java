package dev.hokusai.client;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The service config that ships with the contract: which calls are repeated, when and how often.
 */
final class RetryConfig {

  private static final String RESOURCE = "service_config.json";

  private RetryConfig() {}

  /** The config in the form that gRPC takes. */
  static Map<String, ?> load() {
    try (InputStream shipped = RetryConfig.class.getResourceAsStream(RESOURCE);
        Reader reader = new InputStreamReader(shipped, StandardCharsets.UTF_8)) {
      return new Gson().fromJson(reader, new TypeToken<Map<String, Object>>() {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the package lacks its " + RESOURCE, unreadable);
    }
  }
}
