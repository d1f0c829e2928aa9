package io.evenkeel.config;

/**
 * Where the page and the API listen, and what they bear.
 *
 * @param host an address of this machine; loopback unless the user opens it
 * @param port from 0 to 65535; 0 takes a free one
 * @param path what stands before every path, for a proxy that keeps it: empty or {@code /evenkeel}
 * @param maxBodyBytes longest body of a request that is read
 * @param eventClients how many may listen to live events at a time
 * @param historyWindows windows of one length that are kept in memory, per model and version
 * @param historyBytes memory for all windows together
 */
public record HttpSettings(
    String host,
    int port,
    String path,
    int maxBodyBytes,
    int eventClients,
    int historyWindows,
    long historyBytes) {
  /** 8 MB. */
  public static final int BODY = 8 << 20;

  /** Enough for a team with pages left open. */
  public static final int EVENT_CLIENTS = 64;

  /** Three weeks of hours. */
  public static final int HISTORY_WINDOWS = 500;

  /** 128 MB. */
  public static final long HISTORY = 128L << 20;

  /** Port 8080 on loopback. */
  public static final HttpSettings DEFAULT = new HttpSettings("127.0.0.1", 8080);

  /** An address with the usual rest. */
  public HttpSettings(String host, int port) {
    this(host, port, "", BODY, EVENT_CLIENTS);
  }

  /** An address and limits of requests, with the usual memory. */
  public HttpSettings(String host, int port, String path, int maxBodyBytes, int eventClients) {
    this(host, port, path, maxBodyBytes, eventClients, HISTORY_WINDOWS, HISTORY);
  }

  /** The same on another port. */
  public HttpSettings withPort(int newPort) {
    return new HttpSettings(
        host, newPort, path, maxBodyBytes, eventClients, historyWindows, historyBytes);
  }
}
