package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.acceptance.StrangeServer.Manner;
import dev.remora.acceptance.recorded.Mischief;
import dev.remora.acceptance.recorded.Payload;
import dev.remora.acceptance.recorded.RecordedServer;
import dev.remora.servers.Account;
import dev.remora.servers.Await;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Folders;
import dev.remora.servers.Program;
import dev.remora.servers.ScrapedPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who poses as a database gets nothing out of the exporter, and does not bring it down: the page
 * comes in time and says that there is no database, the log says why, and the next one is served.
 */
class HostileServerIT {
  private static final Account ACCOUNT = new Account("watcher", "hunter2-hunter2");
  private static final Path RECORDING =
      Path.of("src", "test", "resources", "recorded", "mysql-8.4.txt");
  private static final Duration SCRAPE_TIMEOUT = Duration.ofSeconds(10);
  // Where a page is to be cut, or need not say why there is no database.
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration LOGGED_IN = Duration.ofSeconds(6);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final byte[] OF_THE_LAST_CENTURY = {2, 0, 0, 0, 9, 0};
  private static final int OFTEN = 300;
  private static final String NATIVE = "mysql_native_password";
  private static final String FILE = "/etc/passwd";

  @RegisterExtension final Exporters exporters = new Exporters();

  /** To every statement from the first on, or only once the collectors ask. */
  @ParameterizedTest
  @ValueSource(strings = {"", "SHOW GLOBAL STATUS"})
  void sendsNoFile(String statements) {
    AtomicInteger asked = new AtomicInteger();
    Queue<Integer> sent = new ConcurrentLinkedQueue<>();
    Mischief asksForAFile =
        (sql, packets) -> {
          if (!sql.startsWith(statements)) {
            return false;
          }
          packets.write(new Payload().integer(1, 0xFB).open(FILE));
          asked.incrementAndGet();
          sent.add(packets.read().length);
          packets.write(new Payload().integer(1, 0).count(0).count(0).integer(2, 2).integer(2, 0));
          return true;
        };
    try (RecordedServer server = recorded(asksForAFile)) {
      ExporterProcess exporter = start(server.address());

      ScrapedPage page = scrape(exporter);

      assertThat(page.body()).doesNotContain("\nmysql_global_status_uptime ");
      exporter.awaitLog("the file", line -> line.contains(" asked for a local "));
      assertThat(asked).hasPositiveValue();
      // Where the session did not end at once.
      assertThat(sent).allMatch(length -> length == 0);
    }
  }

  @Test
  void endsALoginThatHasNoEnd() {
    AtomicBoolean mad = new AtomicBoolean(true);
    Mischief asksOnAndOn =
        (sql, packets) -> {
          while (mad.get()) {
            packets.write(new Payload().integer(1, 0xFB).open(FILE));
            packets.read();
          }
          return false;
        };
    try (RecordedServer server = recorded(asksOnAndOn)) {
      ExporterProcess exporter = start(server.address());

      for (int i = 0; i < 3; i++) {
        assertThat(scrape(exporter, SHORT).body()).contains("\nmysql_up 0\n");
      }

      assertThat(exporter.log()).noneMatch(line -> line.contains("OutOfMemoryError"));
      mad.set(false);
      awaitPage(exporter, "\nmysql_up 1\n");
    }
  }

  static Stream<Mischief> endless() {
    return Stream.of(
        (sql, packets) -> {
          while (sql.startsWith("SHOW GLOBAL STATUS")) {
            packets.write(new Payload().integer(1, 0xFB).open(FILE));
            packets.read();
          }
          return false;
        },
        (sql, packets) -> {
          if (sql.startsWith("SHOW GLOBAL STATUS")) {
            packets.write(new Payload().count(2));
            packets.write(column("Variable_name"));
            packets.write(column("Value"));
            for (long i = 0; true; i++) {
              packets.write(new Payload().text("a_counter_of_the_servers_" + i).text("1"));
            }
          }
          return false;
        },
        (sql, packets) -> {
          if (sql.startsWith("SHOW GLOBAL STATUS")) {
            packets.write(new Payload().count(0xFFFF));
            while (true) {
              packets.write(column("a"));
            }
          }
          return false;
        },
        (sql, packets) -> {
          if (sql.startsWith("SHOW GLOBAL STATUS")) {
            packets.writeRaw(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1});
            packets.read();
          }
          return false;
        });
  }

  /** It also goes on as before once the server has come to its senses. */
  @ParameterizedTest(name = "{index}")
  @MethodSource("endless")
  void endsWhatHasNoEnd(Mischief mischief) {
    AtomicBoolean mad = new AtomicBoolean(true);
    try (RecordedServer server =
        recorded((sql, packets) -> mad.get() && mischief.isDone(sql, packets))) {
      ExporterProcess exporter = start(server.address());

      ScrapedPage page = scrape(exporter, LOGGED_IN);

      assertThat(page.body())
          .contains("mysql_exporter_collector_success{collector=\"collect.global_status\"} 0");
      // Whoever asks for memory next would not get it either.
      assertThat(exporter.log()).noneMatch(line -> line.contains("OutOfMemoryError"));
      mad.set(false);
      awaitPage(exporter, "\nmysql_up 1\n", "\nmysql_global_status_uptime ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql_clear_password  | which has to be allowed: enable-cleartext-plugin
          dialog                | which has to be allowed: enable-cleartext-plugin
          mysql_old_password    | wants mysql_old_password, which anybody can break
          authentication_kerber | wants the authentication plugin authentication_kerber, which is not
          """)
  void keepsThePasswordToItself(String plugin, String reason) throws IOException {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    Manner asks =
        packets -> {
          StrangeServer.greet(packets, NATIVE);
          heard.add(new String(StrangeServer.askBy(plugin, packets), StandardCharsets.UTF_8));
        };
    Path folder = Folders.temporary();
    try (StrangeServer tcp = StrangeServer.at(asks);
        StrangeServer unix = StrangeServer.at(folder.resolve("s"), asks)) {
      for (String address : List.of(tcp.address(), "unix://" + folder.resolve("s"))) {
        assertRefused(start(address), reason);
      }

      assertThat(tcp.met()).isEqualTo(1);
      assertThat(unix.met()).isEqualTo(1);
      assertThat(heard).isEmpty();
    } finally {
      Folders.remove(folder);
    }
  }

  /** As servers before MySQL 4.1 asked: a single byte. */
  @Test
  void doesNotProveItselfByTheOldWay() throws IOException {
    try (StrangeServer server =
        StrangeServer.at(packets -> {
          StrangeServer.greet(packets, NATIVE);
          packets.write(new Payload().integer(1, 0xFE));
          packets.read();
        })) {
      assertRefused(start(server.address()), "wants mysql_old_password, which anybody can break");
    }
  }

  @Test
  void sendsClearTextWhereItIsAllowedAndSafe() throws IOException {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    Manner asks =
        packets -> {
          StrangeServer.greet(packets, NATIVE);
          heard.add(
              new String(
                  StrangeServer.askBy("mysql_clear_password", packets), StandardCharsets.UTF_8));
          StrangeServer.refuse(packets, "Access denied, says LDAP");
        };
    Path folder = Folders.temporary();
    Path socket = folder.resolve("s");
    try (StrangeServer unix = StrangeServer.at(socket, asks);
        StrangeServer tcp = StrangeServer.at(asks)) {
      Path file =
          Files.writeString(
              folder.resolve("my.cnf"),
              "[client]\nuser=%s\npassword=%s\nsocket=%s\nenable-cleartext-plugin\n"
                  .formatted(ACCOUNT.user(), ACCOUNT.password(), socket));
      String credentials = ACCOUNT.user() + ":" + ACCOUNT.password();
      String allowed = "/?allowCleartextPasswords=true";

      assertRefused(exporters.start(Program.remora().with("--config.my-cnf=" + file)), "says LDAP");
      assertRefused(named(credentials + "@unix(" + socket + ")" + allowed), "says LDAP");
      assertRefused(
          named(credentials + "@(" + tcp.address() + ")" + allowed), "only over TLS or a unix");

      String sent = ACCOUNT.password() + "\0";
      assertThat(heard).containsExactly(sent, sent);
      assertThat(unix.met()).isEqualTo(2);
    } finally {
      Folders.remove(folder);
    }
  }

  /** What a server greets by is its default, and the account may have another. */
  @ParameterizedTest
  @ValueSource(strings = {"sha256_password", "caching_sha2_password", "client_ed25519"})
  void doesAsTheAccountSaysAndNotTheGreeting(String greeted) throws IOException {
    try (StrangeServer server =
        StrangeServer.at(packets -> {
          StrangeServer.greet(packets, greeted);
          int length = StrangeServer.askBy(NATIVE, packets).length;
          StrangeServer.refuse(packets, "proof of %d bytes".formatted(length));
        })) {
      assertRefused(start(server.address()), "proof of 20 bytes");
    }
  }

  /** The server's own key is what the password is encrypted for. */
  @ParameterizedTest
  @ValueSource(strings = {"caching_sha2_password", "sha256_password"})
  void doesNotTakeAnythingForAKey(String plugin) throws IOException {
    try (StrangeServer server =
        StrangeServer.at(packets -> {
          StrangeServer.greet(packets, plugin);
          StrangeServer.askBy(plugin, packets);
          if (plugin.startsWith("caching")) {
            packets.write(new Payload().integer(1, 1).integer(1, 4));
            packets.read();
          }
          packets.write(new Payload().integer(1, 1).open("no key"));
          packets.read();
        })) {
      assertRefused(start(server.address()), "server RSA public key");
    }
  }

  /**
   * MariaDB from 11.3 on, and Azure's MySQL, send clients elsewhere in what a login is answered.
   */
  @Test
  void goesNowhereElse() throws IOException {
    try (StrangeServer other = StrangeServer.at(packets -> StrangeServer.greet(packets, NATIVE));
        StrangeServer server =
            StrangeServer.at(packets -> {
              StrangeServer.greet(packets, NATIVE);
              packets.write(redirecting("mariadb://" + other.address()));
              while (true) {
                packets.read();
                packets.write(redirecting("mariadb://" + other.address()));
              }
            })) {
      ScrapedPage page = scrape(start(server.address()));

      assertThat(page.body()).contains("\nmysql_up 0\n");
      assertThat(server.met()).isPositive();
      assertThat(other.met()).isZero();
    }
  }

  static List<byte[]> greetings() {
    Random random = new Random(31);
    byte[] noise = new byte[5_000];
    random.nextBytes(noise);
    byte[] framedNoise = new byte[64];
    random.nextBytes(framedNoise);
    byte[] header = {60, 0, 0, 0};
    System.arraycopy(header, 0, framedNoise, 0, header.length);
    return List.of(
        noise,
        framedNoise,
        "HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
        "SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII),
        // Nothing, a protocol of the last century, a greeting that is cut, an absurd length.
        new byte[] {0, 0, 0, 0},
        OF_THE_LAST_CENTURY,
        new byte[] {4, 0, 0, 0, 10, '8', '.', '0'},
        new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0, 10});
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("greetings")
  void understandsWhoIsNoDatabase(byte[] greeting) throws IOException {
    try (StrangeServer server = saying(greeting)) {
      ExporterProcess exporter = start(server.address());

      assertThat(scrape(exporter, SHORT).body()).contains("\nmysql_up 0\n");

      exporter.awaitLog("a reason", line -> line.contains("Error opening connection"));
      assertThat(exporter.log()).noneMatch(line -> line.contains("Exception"));
    }
  }

  /** The driver leaves them open; in so large a heap, garbage is not collected by itself. */
  @Test
  void leavesNoConnectionsToWhoIsNoDatabase() throws IOException {
    try (StrangeServer server = saying(OF_THE_LAST_CENTURY)) {
      ExporterProcess exporter =
          exporters.start(
              Program.remora()
                  .watching(server.address(), ACCOUNT)
                  .withVariable("JDK_JAVA_OPTIONS", "-Xms512m -Xmx512m -Xmn256m"));
      for (int i = 0; i < 5; i++) {
        scrape(exporter);
      }
      int atFirst = openFiles(exporter);

      for (int i = 0; i < OFTEN; i++) {
        scrape(exporter);
      }

      Await.until(
          SOON,
          () -> openFiles(exporter) < atFirst + 8,
          () -> "%d files at first, now %d".formatted(atFirst, openFiles(exporter)));
    }
  }

  private static StrangeServer saying(byte[] greeting) {
    return StrangeServer.at(packets -> {
      packets.writeRaw(greeting);
      packets.read();
    });
  }

  @Test
  void cutsWordsThatDoNotEnd() throws IOException {
    try (StrangeServer server =
        StrangeServer.at(packets -> {
          StrangeServer.greet(packets, NATIVE);
          StrangeServer.refuse(packets, "x".repeat(200_000));
        })) {
      ExporterProcess exporter = start(server.address());
      scrape(exporter);

      exporter.awaitLog("the words", line -> line.contains("xxx"));
      assertThat(exporter.log()).allMatch(line -> line.length() < 2_000);
    }
  }

  /** Ten others, and no end. */
  @Test
  void doesNotFollowAServerThatAsksForOneWayAfterTheOther() throws IOException {
    try (StrangeServer server =
        StrangeServer.at(packets -> {
          StrangeServer.greet(packets, NATIVE);
          while (true) {
            StrangeServer.askBy(NATIVE, packets);
          }
        })) {
      assertRefused(start(server.address()), "Too many authentication switch requests");
    }
  }

  private static int openFiles(ExporterProcess exporter) {
    String[] files = Path.of("/proc", Long.toString(exporter.pid()), "fd").toFile().list();
    return files == null ? 0 : files.length;
  }

  private static Payload redirecting(String url) {
    byte[] variable = new Payload().text("redirect_url").text(url).bytes();
    byte[] change = new Payload().integer(1, 0).count(variable.length).raw(variable).bytes();
    // Done, with no rows; autocommit, and something of the session has changed.
    return new Payload()
        .integer(1, 0)
        .count(0)
        .count(0)
        .integer(2, 0x4002)
        .integer(2, 0)
        .text("")
        .count(change.length)
        .raw(change);
  }

  private static Payload column(String name) {
    return new Payload()
        .text("def")
        .text("")
        .text("")
        .text("")
        .text(name)
        .text("")
        .count(12)
        .integer(2, 45)
        .integer(4, 1024)
        .integer(1, 0xFD)
        .integer(2, 0)
        .integer(1, 0)
        .integer(2, 0);
  }

  private static RecordedServer recorded(Mischief mischief) {
    return RecordedServer.start(RECORDING, ACCOUNT.user(), ACCOUNT.password(), mischief);
  }

  private ExporterProcess start(String address) {
    return exporters.start(Program.remora().watching(address, ACCOUNT));
  }

  private ExporterProcess named(String dataSource) {
    return exporters.start(Program.remora().withVariable("DATA_SOURCE_NAME", dataSource));
  }

  /** Once the server is sane again; what is left of its madness may still fill this machine. */
  private static void awaitPage(ExporterProcess exporter, String... lines) {
    AtomicReference<String> last = new AtomicReference<>("");
    Await.until(
        SOON,
        () -> {
          String page = scrape(exporter).body();
          last.set(page);
          return Stream.of(lines).allMatch(page::contains);
        },
        () -> last.get() + exporter.log());
  }

  private static ScrapedPage scrape(ExporterProcess exporter) {
    return scrape(exporter, SCRAPE_TIMEOUT);
  }

  private static ScrapedPage scrape(ExporterProcess exporter, Duration timeout) {
    // However busy the machine is, it comes at all.
    ScrapedPage page =
        exporter.scrape(
            Map.of("X-Prometheus-Scrape-Timeout-Seconds", Long.toString(timeout.toSeconds())));
    assertThat(page.status()).isEqualTo(200);
    return page;
  }

  private static void assertRefused(ExporterProcess exporter, String reason) {
    assertThat(scrape(exporter).body()).contains("\nmysql_up 0\n");
    exporter.awaitLog(reason, line -> line.contains(reason));
    assertThat(exporter.log()).noneMatch(line -> line.contains(ACCOUNT.password()));
  }
}
