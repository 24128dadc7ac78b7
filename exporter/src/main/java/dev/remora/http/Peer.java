package dev.remora.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The other end of a request's connection. The server tells nobody when it hangs up, so the
 * kernel's table of connections is asked, on Linux; elsewhere it is always there.
 */
final class Peer {
  private static final String HUNG_UP = "08";

  private final List<Path> tables;
  private final String localPort;
  private final String remotePort;

  Peer(List<Path> tables, int localPort, int remotePort) {
    this.tables = tables;
    this.localPort = hex(localPort);
    this.remotePort = hex(remotePort);
  }

  static Peer of(HttpExchange exchange) {
    return new Peer(
        List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6")),
        exchange.getLocalAddress().getPort(),
        exchange.getRemoteAddress().getPort());
  }

  /** Whether nobody waits there any more: its side is closed, or the connection is no more. */
  boolean hasLeft() {
    int read = 0;
    for (Path table : tables) {
      try {
        for (String line : Files.readAllLines(table)) {
          // sl local_address rem_address st ...
          List<String> words = words(line);
          if (words.size() == 4
              && words.get(1).endsWith(localPort)
              && words.get(2).endsWith(remotePort)
              && !words.get(3).equals(HUNG_UP)) {
            return false;
          }
        }
        read++;
      } catch (IOException e) {
        // A system without the one or the other protocol, or without such tables at all.
      }
    }
    return read > 0;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (words.size() < 4 && at < line.length()) {
      int end = line.indexOf(' ', at);
      end = end < 0 ? line.length() : end;
      if (end > at) {
        words.add(line.substring(at, end));
      }
      at = end + 1;
    }
    return words;
  }

  private static String hex(int port) {
    String digits = Integer.toHexString(port).toUpperCase(Locale.ROOT);
    return ":" + "0".repeat(4 - digits.length()) + digits;
  }
}
