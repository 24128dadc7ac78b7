package dev.remora.dist;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/**
 * A port that greets as MySQL 8 does, takes logins by caching_sha2_password to their end, and
 * refuses them: what the embedded MariaDB cannot train.
 */
final class MysqlLogin implements AutoCloseable {
  private static final String PLUGIN = "caching_sha2_password";
  private static final String CHALLENGE = "12345678abcdefghijkl";
  // Of the protocol: its version, challenges of 20 bytes, and plugins by name.
  private static final int CAPABILITIES = 0x0008_0000 | 0x8000 | 0x2000 | 0x0200 | 0x0001;
  private static final int KEY_BITS = 2048;
  private static final int BACKLOG = 10;

  private final ServerSocket door;
  private final String publicKey;

  /** Listens on a port of this host. */
  MysqlLogin() throws IOException {
    publicKey = publicKey();
    door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void serve() {
    while (!door.isClosed()) {
      try (Socket client = door.accept()) {
        refuse(client);
      } catch (IOException e) {
        // The door was closed, or the client went first: either ends a login.
      }
    }
  }

  private void refuse(Socket client) throws IOException {
    OutputStream out = client.getOutputStream();
    DataInputStream in = new DataInputStream(client.getInputStream());
    send(out, 0, greeting());
    receive(in);
    // The account is of another plugin than the client took it to be.
    send(out, 2, ascii("\u00FE" + PLUGIN + "\0" + CHALLENGE + "\0"));
    receive(in);
    // There is no password in the cache; then comes the key that the password is to be sent with.
    send(out, 4, new byte[] {1, 4});
    receive(in);
    send(out, 6, ascii("\u0001" + publicKey));
    receive(in);
    ByteArrayOutputStream error = new ByteArrayOutputStream();
    error.write(0xFF);
    error.write(1045 & 0xFF);
    error.write(1045 >> 8);
    error.writeBytes(ascii("#28000Access denied"));
    send(out, 8, error.toByteArray());
  }

  private static byte[] greeting() {
    byte[] challenge = ascii(CHALLENGE);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(10);
    packet.writeBytes(ascii("8.0.36\0"));
    packet.writeBytes(new byte[] {1, 0, 0, 0});
    packet.write(challenge, 0, 8);
    packet.write(0);
    packet.write(CAPABILITIES & 0xFF);
    packet.write((CAPABILITIES >> 8) & 0xFF);
    // utf8mb4, and a session that commits by itself.
    packet.writeBytes(new byte[] {(byte) 255, 2, 0});
    packet.write((CAPABILITIES >> 16) & 0xFF);
    packet.write(CAPABILITIES >>> 24);
    packet.write(challenge.length + 1);
    packet.writeBytes(new byte[10]);
    packet.write(challenge, 8, 12);
    packet.write(0);
    packet.writeBytes(ascii(PLUGIN + "\0"));
    return packet.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void send(OutputStream out, int number, byte[] payload) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(payload.length & 0xFF);
    packet.write(payload.length >> 8);
    packet.write(0);
    packet.write(number);
    packet.writeBytes(payload);
    out.write(packet.toByteArray());
    out.flush();
  }

  private static void receive(DataInputStream in) throws IOException {
    byte[] head = in.readNBytes(4);
    if (head.length < 4) {
      throw new IOException("the client hung up");
    }
    in.skipNBytes((head[0] & 0xFF) | ((head[1] & 0xFF) << 8));
  }

  private static String publicKey() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      byte[] key = generator.generateKeyPair().getPublic().getEncoded();
      String text = Base64.getMimeEncoder().encodeToString(key);
      return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
