package dev.hokusai.conformance;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;

/** A connection to the server without retries: what the server said is what is compared. */
final class Connection implements AutoCloseable {

  private final String address;
  private final ManagedChannel channel;

  Connection(String address) {
    this.address = address;
    channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
            .disableRetry()
            .disableServiceConfigLookUp()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
  }

  ManagedChannel channel() {
    return channel;
  }

  /** A further connection to the same server. */
  Connection another() {
    return new Connection(address);
  }

  /** Cuts the connection, whatever runs on it. */
  @Override
  public void close() {
    channel.shutdownNow();
  }
}
