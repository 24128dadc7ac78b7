package dev.remora.acceptance;

import dev.remora.acceptance.recorded.Packets;
import dev.remora.acceptance.recorded.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server behind which there is no database: what it says to a client is a test's business. */
final class StrangeServer implements AutoCloseable {
  /** What is said over one connection, which ends with it. */
  @FunctionalInterface
  interface Manner {
    void meet(Packets packets) throws IOException;
  }

  private static final String CHALLENGE = "12345678123456789012";
  private static final int CHALLENGE_BEGIN = 8;
  // Protocol 4.1, long columns, transactions, secure connections, plugins and what a session
  // tracks.
  private static final long CAPABILITIES = 0x0088_A205L;
  private static final int UTF8MB4 = 45;
  private static final int AUTOCOMMIT = 2;

  private final ServerSocketChannel door;
  private final Manner manner;
  private final Queue<SocketChannel> clients = new ConcurrentLinkedQueue<>();
  private final AtomicInteger met = new AtomicInteger();

  private StrangeServer(ServerSocketChannel door, SocketAddress address, Manner manner)
      throws IOException {
    this.door = door;
    this.manner = manner;
    door.bind(address);
    Thread.startVirtualThread(this::acceptAll);
  }

  /** One at some port of this host. */
  static StrangeServer at(Manner manner) {
    try {
      return new StrangeServer(
          ServerSocketChannel.open(),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          manner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One at a unix socket. */
  static StrangeServer at(Path socket, Manner manner) {
    try {
      return new StrangeServer(
          ServerSocketChannel.open(StandardProtocolFamily.UNIX),
          UnixDomainSocketAddress.of(socket),
          manner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Greets as a server that wants this plugin, and takes the client's login. */
  static void greet(Packets packets, String plugin) throws IOException {
    packets.write(greeting(plugin));
    packets.read();
  }

  static Payload greeting(String plugin) {
    return new Payload()
        .integer(1, 10)
        .terminated("8.0.36")
        .integer(4, 1)
        .open(CHALLENGE.substring(0, CHALLENGE_BEGIN))
        .integer(1, 0)
        .integer(2, CAPABILITIES)
        .integer(1, UTF8MB4)
        .integer(2, AUTOCOMMIT)
        .integer(2, CAPABILITIES >>> 16)
        .integer(1, CHALLENGE.length() + 1)
        .raw(new byte[10])
        .terminated(CHALLENGE.substring(CHALLENGE_BEGIN))
        .terminated(plugin);
  }

  /** Has the client show by another plugin who it is; gives what it sends. */
  static byte[] askBy(String plugin, Packets packets) throws IOException {
    packets.write(new Payload().integer(1, 0xFE).terminated(plugin).terminated(CHALLENGE));
    return packets.read();
  }

  static void refuse(Packets packets, String message) throws IOException {
    packets.write(new Payload().integer(1, 0xFF).integer(2, 1045).open("#28000" + message));
    packets.flush();
  }

  /** Where it listens at, for a TCP client. */
  String address() {
    try {
      return "127.0.0.1:" + ((InetSocketAddress) door.getLocalAddress()).getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many clients came. */
  int met() {
    return met.get();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (SocketChannel client : clients) {
      client.close();
    }
  }

  private void acceptAll() {
    while (door.isOpen()) {
      try {
        SocketChannel client = door.accept();
        clients.add(client);
        met.incrementAndGet();
        Thread.startVirtualThread(() -> meet(client));
      } catch (IOException e) {
        // The door was closed: that is how a test ends.
      }
    }
  }

  private void meet(SocketChannel client) {
    try (client) {
      manner.meet(new Packets(Channels.newInputStream(client), Channels.newOutputStream(client)));
    } catch (IOException e) {
      // The client went, or the test is over.
    }
  }
}
