package dev.remora.http;

import com.sun.net.httpserver.HttpExchange;
import dev.remora.self.ProcLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The other end of a request's connection. The server tells nobody when it hangs up, so the
 * kernel's table of connections is asked, on Linux; elsewhere it is always there.
 */
final class Peer {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

  private static final String HALF_CLOSED = "08";

  private final List<Path> tables;
  private final int localPort;
  private final int remotePort;

  Peer(List<Path> tables, int localPort, int remotePort) {
    this.tables = tables;
    this.localPort = localPort;
    this.remotePort = remotePort;
  }

  static Peer of(HttpExchange exchange) {
    return new Peer(
        TABLES, exchange.getLocalAddress().getPort(), exchange.getRemoteAddress().getPort());
  }

  /**
   * Whether nobody waits there any more: the connection is no more, or its other side will send
   * nothing further, which counts as leaving with the reference too.
   */
  boolean hasLeft() {
    boolean known = false;
    for (Path table : tables) {
      // Line by line: on a host's network there may be a hundred thousand of them.
      try (BufferedReader lines = Files.newBufferedReader(table)) {
        if (isOpenIn(lines)) {
          return false;
        }
        known = true;
      } catch (IOException e) {
        // A system without the one or the other protocol, or without such tables at all.
      }
    }
    return known;
  }

  private boolean isOpenIn(BufferedReader lines) throws IOException {
    String local = hex(localPort);
    String remote = hex(remotePort);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(local) && line.contains(remote)) {
        // sl local_address rem_address st ...
        List<String> words = ProcLine.words(line);
        if (words.size() > 3
            && words.get(1).endsWith(local)
            && words.get(2).endsWith(remote)
            && !words.get(3).equals(HALF_CLOSED)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String hex(int port) {
    String digits = Integer.toHexString(port).toUpperCase(Locale.ROOT);
    return ":" + "0".repeat(4 - digits.length()) + digits;
  }
}
