package io.evenkeel.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Posts over one connection that it keeps, with as little work as possible: it shares its
 * processors with the server that it measures. Not thread-safe.
 */
final class PlainPost implements AutoCloseable {
  private final URI address;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  PlainPost(URI address) {
    this.address = address;
  }

  /** Posts JSON; the status of the answer. */
  int post(String json) throws IOException {
    try {
      Socket connected = socket;
      if (connected == null) {
        connected = new Socket(address.getHost(), address.getPort());
        connected.setTcpNoDelay(true);
        connected.setSoTimeout(60_000);
        socket = connected;
        in = new BufferedInputStream(connected.getInputStream());
      }
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      String head =
          "POST "
              + address.getPath()
              + " HTTP/1.1\r\nHost: "
              + address.getAuthority()
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      byte[] request = new byte[head.length() + body.length];
      System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
      System.arraycopy(body, 0, request, head.length(), body.length);
      connected.getOutputStream().write(request);
      return answer();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private int answer() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (Objects.requireNonNull(in).readNBytes(length).length < length) {
      throw new IOException("the answer ends too soon");
    }
    return status;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    InputStream open = Objects.requireNonNull(in);
    for (int c = open.read(); c != '\n'; c = open.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    Socket connected = socket;
    socket = null;
    in = null;
    if (connected != null) {
      connected.close();
    }
  }
}
