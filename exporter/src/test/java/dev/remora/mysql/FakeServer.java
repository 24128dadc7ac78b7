package dev.remora.mysql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listening port behind which there is no database: it greets each client with some bytes. */
public final class FakeServer implements AutoCloseable {
  private static final int BACKLOG = 10;
  private static final byte[] NOTHING = {};

  private final ServerSocket door;
  private final byte[] greeting;
  private final boolean hangsUp;
  private final List<Socket> clients = new CopyOnWriteArrayList<>();

  private FakeServer(byte[] greeting, boolean hangsUp) throws IOException {
    this.door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    this.greeting = greeting;
    this.hangsUp = hangsUp;
    Thread.ofVirtual().start(this::serve);
  }

  /** A server that takes a client and never says a word. */
  public static FakeServer silent() throws IOException {
    return new FakeServer(NOTHING, false);
  }

  /** A server that takes a client and hangs up. */
  public static FakeServer hangingUp() throws IOException {
    return new FakeServer(NOTHING, true);
  }

  /** A server of another kind. */
  public static FakeServer saying(String greeting) throws IOException {
    return new FakeServer(greeting.getBytes(StandardCharsets.US_ASCII), true);
  }

  /** A server that greets with one of MySQL's errors. */
  public static FakeServer refusing(int code, String state, String message) throws IOException {
    byte[] text = ("#" + state + message).getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(text.length + 3);
    packet.write(0);
    packet.write(0);
    packet.write(0);
    packet.write(0xFF);
    packet.write(code & 0xFF);
    packet.write(code >> 8);
    packet.writeBytes(text);
    return new FakeServer(packet.toByteArray(), false);
  }

  /** A port of this host that nobody listens on. */
  public static Address closedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      return new Address.Tcp("127.0.0.1", free.getLocalPort());
    }
  }

  /** Where it listens. */
  public Address address() {
    return new Address.Tcp("127.0.0.1", door.getLocalPort());
  }

  /** How many clients came. */
  public int clients() {
    return clients.size();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket client : clients) {
      client.close();
    }
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        clients.add(client);
        client.getOutputStream().write(greeting);
        client.getOutputStream().flush();
        if (hangsUp) {
          client.close();
        }
      } catch (IOException e) {
        // The door was closed, or the client went first: either is how a test ends.
      }
    }
  }
}
