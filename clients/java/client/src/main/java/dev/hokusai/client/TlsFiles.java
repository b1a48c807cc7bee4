package dev.hokusai.client;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * PEM files for an encrypted connection.
 *
 * @param authorities the authorities to trust; null trusts those of the Java runtime
 * @param certificate this client's certificate chain, for servers that ask for one; null for none
 * @param key private key of {@code certificate}, PKCS #8; given exactly if that is
 */
public record TlsFiles(Path authorities, Path certificate, Path key) {

  /**
   * Checks that certificate and key come together.
   *
   * @param authorities as above
   * @param certificate as above
   * @param key as above
   * @throws IllegalArgumentException one is given without the other
   */
  public TlsFiles {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("give a client certificate and its key, or neither");
    }
  }

  /**
   * Trusts the authorities of a file and shows no certificate.
   *
   * @param authorities PEM file with the authorities to trust
   * @return the files
   */
  public static TlsFiles trusting(Path authorities) {
    return new TlsFiles(authorities, null, null);
  }

  /** What the environment names, if it names anything. */
  static Optional<TlsFiles> from(Map<String, String> environment) {
    Path authorities = path(environment, "HOKUSAI_TLS_CA");
    Path certificate = path(environment, "HOKUSAI_TLS_CLIENT_CERT");
    Path key = path(environment, "HOKUSAI_TLS_CLIENT_KEY");
    if (authorities == null && certificate == null && key == null) {
      return Optional.empty();
    }
    return Optional.of(new TlsFiles(authorities, certificate, key));
  }

  /** Credentials of a channel, read now. */
  ChannelCredentials credentials() {
    TlsChannelCredentials.Builder builder = TlsChannelCredentials.newBuilder();
    try {
      if (authorities != null) {
        builder.trustManager(authorities.toFile());
      }
      if (certificate != null) {
        builder.keyManager(certificate.toFile(), key.toFile());
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("a TLS file cannot be read", unreadable);
    }
    return builder.build();
  }

  private static Path path(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? null : Path.of(value);
  }
}
