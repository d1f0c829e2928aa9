package io.evenkeel.config;

/**
 * Where the page and the API listen.
 *
 * @param host an address of this machine; loopback unless the user opens it
 * @param port from 0 to 65535; 0 takes a free one
 */
public record HttpSettings(String host, int port) {
  /** Port 8080 on loopback. */
  public static final HttpSettings DEFAULT = new HttpSettings("127.0.0.1", 8080);
}
