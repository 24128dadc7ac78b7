package dev.remora.mysql;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A server that lets everyone in, says who it is and gives every SELECT one row: for what is done
 * with sessions, not for what is read by them.
 */
public final class FakeDatabase implements AutoCloseable {
  private static final int BACKLOG = 8;
  private static final int COM_QUIT = 1;
  private static final int COM_QUERY = 3;
  private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};
  private static final byte[] UNKNOWN_VARIABLE = error(1193, "HY000", "Unknown system variable");
  private static final byte[] END = {(byte) 0xFE, 0, 0, 2, 0};

  private final ServerSocket door;
  private final String version;
  private final String unknown;
  private final List<Socket> clients = new CopyOnWriteArrayList<>();

  /** Opens its door on a free port. */
  public FakeDatabase() throws IOException {
    this("8.0.36", "");
  }

  private FakeDatabase(String version, String unknown) throws IOException {
    this.version = version;
    this.unknown = unknown;
    this.door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::open);
  }

  /** One that says to be of this version, and refuses to set this variable. */
  public static FakeDatabase of(String version, String unknownVariable) throws IOException {
    return new FakeDatabase(version, unknownVariable);
  }

  /** Where it listens. */
  public Address address() {
    return new Address.Tcp("127.0.0.1", door.getLocalPort());
  }

  /** How many clients came. */
  public int clients() {
    return clients.size();
  }

  /** How many of them have not said goodbye. */
  public long connected() {
    return clients.stream().filter(client -> !client.isClosed()).count();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket client : clients) {
      client.close();
    }
  }

  private void open() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // The door was closed: that is how a test ends.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      send(out, 0, greeting());
      read(in);
      send(out, 2, OK);
      while (true) {
        byte[] command = read(in);
        if (command[0] == COM_QUIT) {
          return;
        }
        String sql = new String(command, 1, command.length - 1, StandardCharsets.UTF_8);
        if (!unknown.isEmpty() && sql.contains(unknown)) {
          send(out, 1, UNKNOWN_VARIABLE);
          continue;
        }
        boolean asks = command[0] == COM_QUERY && sql.toUpperCase(Locale.ROOT).startsWith("SELECT");
        answer(out, asks ? sql.substring("SELECT ".length()).split(",", -1) : new String[0]);
      }
    } catch (IOException e) {
      // The client went, or the door was closed: either is how a test ends.
    }
  }

  private void answer(OutputStream out, String[] columns) throws IOException {
    if (columns.length == 0) {
      send(out, 1, OK);
      return;
    }
    int number = 1;
    send(out, number++, new byte[] {(byte) columns.length});
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    for (String column : columns) {
      send(out, number++, definition(column.strip()));
      text(row, value(column.strip()));
    }
    send(out, number++, END);
    send(out, number++, row.toByteArray());
    send(out, number, END);
  }

  private String value(String column) {
    return switch (column) {
      case "@@version" -> version;
      case "@@version_comment" -> "MySQL";
      case "CURRENT_USER()" -> "exporter@localhost";
      default -> "1";
    };
  }

  private byte[] greeting() {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(10);
    packet.writeBytes((version + "\0").getBytes(StandardCharsets.UTF_8));
    packet.writeBytes(new byte[] {1, 0, 0, 0});
    packet.writeBytes("12345678\0".getBytes(StandardCharsets.US_ASCII));
    // It speaks protocol 4.1, and knows plugins that check passwords.
    packet.writeBytes(new byte[] {0x08, (byte) 0xA2, 45, 2, 0, 0x08, 0, 21});
    packet.writeBytes(new byte[10]);
    packet.writeBytes("123456789012\0".getBytes(StandardCharsets.US_ASCII));
    packet.writeBytes("mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
    return packet.toByteArray();
  }

  private static byte[] error(int code, String state, String message) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.writeBytes(new byte[] {(byte) 0xFF, (byte) code, (byte) (code >> 8)});
    packet.writeBytes(("#" + state + message).getBytes(StandardCharsets.US_ASCII));
    return packet.toByteArray();
  }

  private static byte[] definition(String name) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    Stream.of("def", "", "", "", name, name).forEach(part -> text(packet, part));
    packet.writeBytes(new byte[] {12, 45, 0, 100, 0, 0, 0, (byte) 0xFD, 0, 0, 0, 0, 0});
    return packet.toByteArray();
  }

  private static void text(ByteArrayOutputStream packet, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    packet.write(bytes.length);
    packet.writeBytes(bytes);
  }

  private static void send(OutputStream out, int number, byte[] content) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.writeBytes(new byte[] {(byte) content.length, 0, 0, (byte) number});
    packet.writeBytes(content);
    packet.writeTo(out);
    out.flush();
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
    in.readUnsignedByte();
    byte[] content = new byte[length];
    in.readFully(content);
    return content;
  }
}
