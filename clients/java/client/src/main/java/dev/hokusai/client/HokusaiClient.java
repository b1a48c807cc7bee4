package dev.hokusai.client;

import dev.hokusai.inference.v1.InferenceServiceGrpc;
import dev.hokusai.inference.v1.Payload;
import dev.hokusai.inference.v1.StreamOpen;
import dev.hokusai.inference.v1.TrafficServiceGrpc;
import dev.hokusai.registry.v1.RegistryServiceGrpc;
import dev.hokusai.system.v1.SystemServiceGrpc;
import dev.hokusai.tracking.v1.TrackingServiceGrpc;
import dev.hokusai.versions.v1.VersionServiceGrpc;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a Hokusai server, safe for any number of threads.
 *
 * <p>It hands out the generated stubs. Their unary calls carry the token, a default deadline and
 * the retries that ship with the contract; what they throw becomes a value by {@link
 * HokusaiException#from(Throwable)}. It connects with the first call and finds a server that
 * restarted by itself.
 */
public final class HokusaiClient implements AutoCloseable {

  private static final long CLOSE_SECONDS = 5;

  private final ManagedChannel managed;
  private final Channel channel;

  private HokusaiClient(ManagedChannel managed, CallDefaults defaults) {
    this.managed = managed;
    channel = ClientInterceptors.intercept(managed, defaults);
  }

  /**
   * Connects as the environment says: {@code HOKUSAI_ADDRESS} (without it {@code localhost:50051}),
   * {@code HOKUSAI_TOKEN}, {@code HOKUSAI_TLS_CA}, {@code HOKUSAI_TLS_CLIENT_CERT} and {@code
   * HOKUSAI_TLS_CLIENT_KEY}.
   *
   * @return a client
   * @throws IllegalArgumentException the settings cannot work
   */
  public static HokusaiClient connect() {
    return builder().build();
  }

  /**
   * Begins with the settings of the environment, as {@link #connect} does.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder(System.getenv());
  }

  /**
   * The channel that all stubs here use, for stubs of other kinds (asynchronous, futures) and of
   * other services.
   *
   * @return the channel, with token, default deadline and retries
   */
  public Channel channel() {
    return channel;
  }

  /**
   * Models and bundles.
   *
   * @return the blocking stub of {@code RegistryService}
   */
  public RegistryServiceGrpc.RegistryServiceBlockingStub registry() {
    return RegistryServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Versions, aliases and their history.
   *
   * @return the blocking stub of {@code VersionService}
   */
  public VersionServiceGrpc.VersionServiceBlockingStub versions() {
    return VersionServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Predictions; for streams of them see {@link #streamPredict}.
   *
   * @return the blocking stub of {@code InferenceService}
   */
  public InferenceServiceGrpc.InferenceServiceBlockingStub inference() {
    return InferenceServiceGrpc.newBlockingStub(channel);
  }

  /**
   * The split of traffic over versions.
   *
   * @return the blocking stub of {@code TrafficService}
   */
  public TrafficServiceGrpc.TrafficServiceBlockingStub traffic() {
    return TrafficServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Experiments, runs and inference events.
   *
   * @return the blocking stub of {@code TrackingService}
   */
  public TrackingServiceGrpc.TrackingServiceBlockingStub tracking() {
    return TrackingServiceGrpc.newBlockingStub(channel);
  }

  /**
   * The server itself and what it depends on.
   *
   * @return the blocking stub of {@code SystemService}
   */
  public SystemServiceGrpc.SystemServiceBlockingStub system() {
    return SystemServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Streams batches through one version of a model, in bounded memory and over broken connections.
   *
   * @param open model, selector, parameters and window (0: {@value
   *     PredictionStream#DEFAULT_WINDOW}); its {@code first_sequence} is set by the stream
   * @param batches read in a thread of the stream's own, at most a window ahead of the answers
   * @return the answers, one a batch, in order; close it
   */
  public PredictionStream streamPredict(StreamOpen open, Iterator<Payload> batches) {
    return stream(open, batches, null);
  }

  /**
   * Streams batches as {@link #streamPredict(StreamOpen, Iterator)} does, within a time.
   *
   * @param open as there
   * @param batches as there
   * @param timeout for the whole stream, from its first {@link PredictionStream#hasNext}
   * @return as there
   */
  public PredictionStream streamPredict(
      StreamOpen open, Iterator<Payload> batches, Duration timeout) {
    return stream(open, batches, Objects.requireNonNull(timeout));
  }

  private PredictionStream stream(StreamOpen open, Iterator<Payload> batches, Duration timeout) {
    return new PredictionStream(
        InferenceServiceGrpc.newStub(channel),
        managed::resetConnectBackoff,
        open,
        batches,
        timeout);
  }

  /** Ends the connection, waiting up to five seconds for calls that still run. */
  @Override
  public void close() {
    managed.shutdown();
    try {
      if (!managed.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        managed.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      managed.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Settings of a client. Each has a default from the environment or a fixed one. */
  public static final class Builder {

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);
    private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(20);

    private String address;
    private String token;
    private TlsFiles tls;
    private Duration deadline = Duration.ofSeconds(120);
    private int maxMessageBytes = Integer.MAX_VALUE;
    private boolean retries = true;

    Builder(Map<String, String> environment) {
      address = environment.getOrDefault("HOKUSAI_ADDRESS", "");
      token = environment.getOrDefault("HOKUSAI_TOKEN", "");
      tls = TlsFiles.from(environment).orElse(null);
    }

    /**
     * Sets where the server is.
     *
     * @param hostAndPort {@code host:port}; without a port it is 50051
     * @return this
     */
    public Builder address(String hostAndPort) {
      address = hostAndPort;
      return this;
    }

    /**
     * Sets the token that is sent as {@code authorization: Bearer …} with every call.
     *
     * @param bearer the token; it goes over TLS or to this machine only
     * @return this
     */
    public Builder token(String bearer) {
      token = bearer;
      return this;
    }

    /**
     * Encrypts the connection.
     *
     * @param files what to trust and what to show
     * @return this
     */
    public Builder tls(TlsFiles files) {
      tls = files;
      return this;
    }

    /**
     * Sets the deadline of unary calls whose stub has none.
     *
     * @param each for one call with all its retries; 120 s without this
     * @return this
     */
    public Builder deadline(Duration each) {
      deadline = each;
      return this;
    }

    /**
     * Bounds the messages that are taken from the server.
     *
     * @param most bytes; no bound without this, for the server keeps one
     * @return this
     */
    public Builder maxMessageBytes(int most) {
      maxMessageBytes = most;
      return this;
    }

    /**
     * Switches the retries of the shipped service config off or on.
     *
     * @param wanted true without this
     * @return this
     */
    public Builder retries(boolean wanted) {
      retries = wanted;
      return this;
    }

    /**
     * Makes the client. Nothing is sent before its first call.
     *
     * @return the client
     * @throws IllegalArgumentException the address is none, or a token would go over the network in
     *     plain text
     * @throws java.io.UncheckedIOException a TLS file cannot be read
     */
    public HokusaiClient build() {
      ServerAddress server = ServerAddress.parse(address.isEmpty() ? "localhost" : address);
      if (!token.isEmpty() && tls == null && !server.isLocal()) {
        throw new IllegalArgumentException(
            "the token would go to " + server + " in plain text; set TLS files or HOKUSAI_TLS_CA");
      }
      ChannelCredentials credentials =
          tls == null ? InsecureChannelCredentials.create() : tls.credentials();
      ManagedChannelBuilder<?> channel =
          Grpc.newChannelBuilder(server.toString(), credentials)
              .keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
              .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
              .maxInboundMessageSize(maxMessageBytes)
              .disableServiceConfigLookUp();
      if (retries) {
        channel.defaultServiceConfig(RetryConfig.load()).enableRetry();
      } else {
        channel.disableRetry();
      }
      return new HokusaiClient(
          channel.build(), new CallDefaults(deadline, token.isEmpty() ? null : token));
    }
  }
}
