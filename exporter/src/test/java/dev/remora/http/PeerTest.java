package dev.remora.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {
  private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue\n";
  private static final String OTHERS =
      "   0: 0100007F:2390 0100007F:D432 01 0:0 0\n   1: 0100007F:2391 0100007F:D431 01 0:0 0\n";

  @TempDir private Path folder;

  @Test
  void staysWhileTheConnectionIsEstablished() throws IOException {
    assertThat(peer(OTHERS + "   2: 0100007F:2390 0100007F:D431 01 0:0 0\n").hasLeft()).isFalse();
  }

  @Test
  void hasLeftOnceItsSideIsClosed() throws IOException {
    assertThat(peer(OTHERS + "   2: 0100007F:2390 0100007F:D431 08 0:0 0\n").hasLeft()).isTrue();
  }

  @Test
  void hasLeftOnceTheConnectionIsNoMore() throws IOException {
    assertThat(peer(OTHERS).hasLeft()).isTrue();
  }

  @Test
  void staysWhereNobodyKnows() {
    assertThat(new Peer(List.of(folder.resolve("none")), 9104, 54321).hasLeft()).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isFoundInTheKernelsOwnTables() throws IOException, InterruptedException {
    List<Path> tables = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      Peer peer = new Peer(tables, accepted.getLocalPort(), accepted.getPort());
      assertThat(peer.hasLeft()).isFalse();

      client.shutdownOutput();
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            while (!peer.hasLeft()) {
              Thread.sleep(1);
            }
          });
    }
  }

  private Peer peer(String lines) throws IOException {
    Path table = Files.writeString(folder.resolve("tcp"), HEAD + lines);
    return new Peer(List.of(table, folder.resolve("none")), 9104, 54321);
  }
}
