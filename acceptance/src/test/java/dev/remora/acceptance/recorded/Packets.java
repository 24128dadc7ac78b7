package dev.remora.acceptance.recorded;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * The packets that go over a connection: a header of length and number, then the content. A content
 * of 16 MiB or more goes in several; the last of them is shorter, and may be empty.
 */
final class Packets {
  private static final int LONGEST = 0xFFFFFF;
  private static final int HEADER = 4;

  private final InputStream in;
  private final OutputStream out;
  private int number;

  Packets(Socket socket) throws IOException {
    this(socket.getInputStream(), socket.getOutputStream());
  }

  Packets(InputStream in, OutputStream out) {
    this.in = new BufferedInputStream(in);
    this.out = new BufferedOutputStream(out);
  }

  /** Numbers start anew with each command. */
  void startCommand() {
    number = 0;
  }

  /** The next content; an {@link EOFException} when the other side hung up. */
  byte[] read() throws IOException {
    out.flush();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int length;
    do {
      byte[] header = exactly(HEADER);
      length = (int) new PayloadReader(header).integer(3);
      number = (header[3] & 0xFF) + 1;
      content.writeBytes(exactly(length));
    } while (length == LONGEST);
    return content.toByteArray();
  }

  void write(Payload payload) throws IOException {
    byte[] content = payload.bytes();
    int at = 0;
    int length;
    do {
      length = Math.min(LONGEST, content.length - at);
      out.write(new Payload().integer(3, length).integer(1, number++).bytes());
      out.write(content, at, length);
      at += length;
    } while (length == LONGEST);
  }

  /** Sends what was written; reading does it, too. */
  void flush() throws IOException {
    out.flush();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the client hung up");
    }
    return bytes;
  }
}
