package dev.remora.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports that nobody listens on. */
public final class FreePort {
  // Below the range that Linux gives to outgoing connections (32768 and up), so that a server which
  // is
  // down for a moment finds its port free again.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private FreePort() {}

  public static int pick() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (canListen(port)) {
        return port;
      }
    }
  }

  public static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes the port and does nothing with it until closed. */
  public static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean canListen(int port) {
    try (ServerSocket socket = listen(port)) {
      return socket.isBound();
    } catch (UncheckedIOException | IOException e) {
      return false;
    }
  }
}
