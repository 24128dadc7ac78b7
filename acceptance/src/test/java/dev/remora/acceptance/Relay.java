package dev.remora.acceptance;

import dev.remora.servers.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between an exporter and a server, and does something once the server has said so many
 * bytes.
 */
final class Relay implements AutoCloseable {
  private final ServerSocket door = FreePort.listen(FreePort.pick());
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytesSaid = new AtomicLong();
  private final AtomicBoolean done = new AtomicBoolean();
  private final int serverPort;
  private final long bytes;
  private final Runnable action;

  private Relay(int serverPort, long bytes, Runnable action) {
    this.serverPort = serverPort;
    this.bytes = bytes;
    this.action = action;
  }

  /**
   * Runs the action before the byte with this number goes on to the exporter, over all connections.
   */
  static Relay to(int serverPort, long bytes, Runnable action) {
    Relay relay = new Relay(serverPort, bytes, action);
    Thread.startVirtualThread(relay::acceptAll);
    return relay;
  }

  String address() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  boolean hasActed() {
    return done.get();
  }

  @Override
  public void close() {
    closeQuietly(door);
    sockets.forEach(Relay::closeQuietly);
  }

  private void acceptAll() {
    while (!door.isClosed()) {
      try {
        Socket exporter = door.accept();
        sockets.add(exporter);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        sockets.add(server);
        Thread.startVirtualThread(() -> pass(exporter, server, false));
        Thread.startVirtualThread(() -> pass(server, exporter, true));
      } catch (IOException e) {
        // The door was closed, or the server is down: then the exporter sees its connection end.
        sockets.forEach(Relay::closeQuietly);
      }
    }
  }

  private void pass(Socket from, Socket to, boolean counted) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (counted && bytesSaid.addAndGet(read) >= bytes && done.compareAndSet(false, true)) {
          action.run();
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side is gone; closing both tells the other.
    }
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
