package dev.remora.acceptance;

import dev.remora.servers.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between an exporter and a server, and passes on what the server says: at first as it
 * should, later as badly as a test wants it.
 */
final class Relay implements AutoCloseable {
  /** How a portion of what the server says goes on; with an exception the connection ends. */
  private interface Manner {
    void pass(byte[] bytes, int length, OutputStream to) throws IOException;
  }

  private static final Manner AT_ONCE = (bytes, length, to) -> to.write(bytes, 0, length);

  private final ServerSocket door = FreePort.listen(FreePort.pick());
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean done = new AtomicBoolean();
  private final int serverPort;
  private volatile Manner manner = AT_ONCE;

  private Relay(int serverPort) {
    this.serverPort = serverPort;
  }

  /** Passes everything on at once. */
  static Relay to(int serverPort) {
    Relay relay = new Relay(serverPort);
    Thread.startVirtualThread(relay::acceptAll);
    return relay;
  }

  /**
   * Runs the action before the byte with this number goes on to the exporter, over all connections.
   */
  static Relay to(int serverPort, long bytes, Runnable action) {
    Relay relay = to(serverPort);
    AtomicLong left = new AtomicLong(bytes);
    relay.manner =
        (portion, length, to) -> {
          if (left.addAndGet(-length) <= 0 && relay.done.compareAndSet(false, true)) {
            action.run();
          }
          AT_ONCE.pass(portion, length, to);
        };
    return relay;
  }

  String address() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  boolean hasActed() {
    return done.get();
  }

  /** From now on every portion comes late by so much. */
  void delay(Duration pause) {
    manner =
        (bytes, length, to) -> {
          pause(pause);
          AT_ONCE.pass(bytes, length, to);
        };
  }

  /** From now on bytes come one by one, with such a pause before each. */
  void trickle(Duration pause) {
    manner =
        (bytes, length, to) -> {
          for (int i = 0; i < length; i++) {
            pause(pause);
            to.write(bytes[i]);
          }
        };
  }

  /**
   * Cuts, once, the connection on which so many bytes more, over all connections, come to an end.
   */
  void cutAfter(long bytes) {
    AtomicLong left = new AtomicLong(bytes);
    manner =
        (portion, length, to) -> {
          if (left.addAndGet(-length) <= 0 && done.compareAndSet(false, true)) {
            to.write(portion, 0, length / 2);
            throw new IOException("cut");
          }
          AT_ONCE.pass(portion, length, to);
        };
  }

  /** From now on everything goes on at once again. */
  void recover() {
    manner = AT_ONCE;
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
        Thread.startVirtualThread(() -> pass(exporter, server, AT_ONCE));
        Thread.startVirtualThread(
            () -> pass(server, exporter, (bytes, length, to) -> manner.pass(bytes, length, to)));
      } catch (IOException e) {
        // The door was closed, or the server is down: then the exporter sees its connection end.
        sockets.forEach(Relay::closeQuietly);
      }
    }
  }

  private static void pass(Socket from, Socket to, Manner manner) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        manner.pass(buffer, read, out);
      }
    } catch (IOException e) {
      // One side is gone; closing both tells the other.
    }
  }

  private static void pause(Duration pause) throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
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
