package dev.hokusai.client;

/** Where a server is. */
record ServerAddress(String host, int port) {

  static final int DEFAULT_PORT = 50051;

  /**
   * Reads {@code host}, {@code host:port} or {@code [ipv6]:port}.
   *
   * @throws IllegalArgumentException it is no address
   */
  static ServerAddress parse(String text) {
    String address = text.strip();
    int colon = address.lastIndexOf(':');
    boolean portGiven = colon >= 0 && !address.endsWith("]");
    String host = portGiven ? address.substring(0, colon) : address;
    String port = portGiven ? address.substring(colon + 1) : Integer.toString(DEFAULT_PORT);
    boolean bareColon = host.contains(":") && !host.startsWith("[");
    if (host.isEmpty() || bareColon || !port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address; write HOST:PORT without a scheme, as localhost:50051");
    }
    return new ServerAddress(host, Integer.parseInt(port));
  }

  /** Whether bytes for this address stay on this machine. */
  boolean isLocal() {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]+){3}");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
