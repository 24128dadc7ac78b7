package dev.remora.acceptance.recorded;

import dev.remora.servers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server that lets nobody in, and remembers who came to which of its doors, with which password:
 * whom a program logs in as is seen without one account on a real server.
 */
public final class Porter implements AutoCloseable {
  // Always the same, so that one password always gives one proof.
  private static final byte[] CHALLENGE =
      "abcdefghijklmnopqrst".getBytes(StandardCharsets.US_ASCII);
  private static final ServerVersion VERSION = new ServerVersion("8.0.31");
  private static final int TLS_REQUEST = 32;
  private static final Answer.Refusal NO_ENTRY =
      new Answer.Refusal(1045, "28000", "Nobody is let in");

  private final List<ServerSocketChannel> doors = new ArrayList<>();
  private final LinkedBlockingQueue<String> visits = new LinkedBlockingQueue<>();
  private final Map<String, String> passwords = new LinkedHashMap<>();
  private final int port;
  private final int port6;

  private Porter(Path socket, Iterable<String> passwords) throws IOException {
    for (String password : passwords) {
      this.passwords.put(hex(new NativePassword(password).answer(CHALLENGE)), password);
    }
    port = FreePort.pick();
    // Another number, so that it tells the two families apart by itself.
    port6 = FreePort.pick();
    open("127.0.0.1", new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    open("127.0.0.2", new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), port));
    open("socket", UnixDomainSocketAddress.of(socket));
    try {
      open("::1", new InetSocketAddress(InetAddress.ofLiteral("::1"), port6));
    } catch (IOException | UnsupportedOperationException e) {
      // This machine has no IPv6: nobody will come by it.
    }
  }

  /**
   * Opens its doors: a port of 127.0.0.1 and 127.0.0.2, another of ::1, and a unix socket.
   *
   * @param passwords those that it tells by name; of others it has the proof alone
   */
  public static Porter at(Path socket, Iterable<String> passwords) {
    try {
      return new Porter(socket, passwords);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public int port6() {
    return port6;
  }

  /** Who came since this was asked last: {@code user / password at door}, each once. */
  public List<String> visits() {
    List<String> all = new ArrayList<>();
    visits.drainTo(all);
    return List.copyOf(new TreeSet<>(all));
  }

  @Override
  public void close() {
    for (ServerSocketChannel door : doors) {
      try {
        door.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void open(String name, SocketAddress address) throws IOException {
    ServerSocketChannel door =
        address instanceof UnixDomainSocketAddress
            ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            : ServerSocketChannel.open();
    doors.add(door);
    door.bind(address);
    Thread.startVirtualThread(() -> acceptAll(door, name));
  }

  private void acceptAll(ServerSocketChannel door, String name) {
    while (door.isOpen()) {
      try {
        SocketChannel client = door.accept();
        Thread.startVirtualThread(() -> turnAway(client, name));
      } catch (IOException e) {
        // The door was closed: that is how a test ends.
      }
    }
  }

  private void turnAway(SocketChannel client, String door) {
    try (client) {
      Packets packets =
          new Packets(Channels.newInputStream(client), Channels.newOutputStream(client));
      Capabilities ours = new Capabilities(Capabilities.of(VERSION).bits() | Capabilities.TLS);
      packets.write(Greeting.packet(VERSION, CHALLENGE, ours, 1));
      byte[] packet = packets.read();
      // Who wants TLS says so before anything else, and would go on inside of it.
      visits.add((packet.length == TLS_REQUEST ? "TLS" : visit(new Login(packet))) + " at " + door);
      Replies.refuse(packets, NO_ENTRY);
      packets.flush();
      awaitHangingUp(client);
    } catch (IOException e) {
      // The client went without a word.
    }
  }

  private String visit(Login login) {
    String proof = hex(login.proof());
    String password = proof.isEmpty() ? "" : " / " + passwords.getOrDefault(proof, proof);
    String database = login.database().isEmpty() ? "" : " in " + login.database();
    return login.user() + password + database;
  }

  /** A door that is shut on unread bytes would take the answer back. */
  private static void awaitHangingUp(SocketChannel client) throws IOException {
    ByteBuffer rest = ByteBuffer.allocate(512);
    while (client.read(rest) >= 0) {
      rest.clear();
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
