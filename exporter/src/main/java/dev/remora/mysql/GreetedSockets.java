package dev.remora.mysql;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets for users with names beyond ASCII. The driver writes a name as UTF-8 and says that it is
 * in the server's own character set, which is Latin in MySQL 5.7 and in builds of MariaDB. It takes
 * that from the greeting: here the greeting says UTF-8. The driver finds this class by its name.
 */
public final class GreetedSockets extends SocketFactory {
  /** Of the driver, by reflection. */
  public GreetedSockets() {}

  @Override
  public Socket createSocket() {
    return new Greeted();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
  }

  private static Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from)
      throws IOException {
    Socket socket = new Greeted();
    socket.bind(from);
    socket.connect(to);
    return socket;
  }

  private static final class Greeted extends Socket {
    private @Nullable InputStream in;

    @Override
    public InputStream getInputStream() throws IOException {
      InputStream same = in;
      if (same == null) {
        same = new Greeting(super.getInputStream());
        in = same;
      }
      return same;
    }
  }

  /** Passes on what comes, with one byte of the first packet changed. */
  static final class Greeting extends FilterInputStream {
    private static final int UTF8MB4 = 45;

    // A header of 4 bytes and the protocol's version; then the server's, which ends with a zero.
    private static final int VERSION_AT = 5;

    // The session's number, the challenge, a filler and two bytes of capabilities.
    private static final int BEHIND_VERSION = 4 + 8 + 1 + 2;

    private int at;
    private int versionEnd = -1;
    private boolean passed;

    Greeting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = in.read(bytes, from, length);
      for (int i = from; i < from + count && !passed; i++) {
        bytes[i] = seen(bytes[i]);
      }
      return count;
    }

    private byte seen(byte value) {
      int index = at++;
      // The protocol of a greeting is 10; anything else is an error, or no database.
      if (index == VERSION_AT - 1 && value != 10) {
        passed = true;
      } else if (index >= VERSION_AT && versionEnd < 0) {
        versionEnd = value == 0 ? index : -1;
      } else if (versionEnd > 0 && index == versionEnd + BEHIND_VERSION + 1) {
        passed = true;
        return UTF8MB4;
      }
      return value;
    }
  }
}
