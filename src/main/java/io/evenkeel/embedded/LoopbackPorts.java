package io.evenkeel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback interface that were free a moment ago, all different. */
record LoopbackPorts(List<Integer> ports) {

  /** All sockets are held open at once: picked one after the other, the same port came twice. */
  static LoopbackPorts pick(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return new LoopbackPorts(held.stream().map(ServerSocket::getLocalPort).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      held.forEach(LoopbackPorts::close);
    }
  }

  int port(int index) {
    return ports.get(index);
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
