package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Exposition;
import dev.remora.servers.FreePort;
import dev.remora.servers.Program;
import dev.remora.servers.RandomPassword;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the server, the page comes in time and says what it knows. */
class FaultsIT {
  /** For pages that come by themselves, with time for a slow machine. */
  private static final Duration LONG = Duration.ofSeconds(10);

  /** For pages that come no sooner. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  // One page of so many is in time on a slow machine, too; of a program that is late, none.
  private static final int ROUNDS = 5;
  private static final Pattern REFUSED = Pattern.compile("refused", Pattern.CASE_INSENSITIVE);
  private static final Pattern GONE =
      Pattern.compile("refused|reset|closed|broken|EOF|unexpected end", Pattern.CASE_INSENSITIVE);
  private static final Pattern DENIED = Pattern.compile("denied", Pattern.CASE_INSENSITIVE);
  private static final Pattern TOO_SLOW =
      Pattern.compile("time(d )?.?out|deadline|within|answer", Pattern.CASE_INSENSITIVE);

  // More than the version and the connection's begin take, less than the variables alone have.
  private static final long BYTES_INSIDE_A_RESULT = 6_000;

  private static DatabaseServer server;
  private static Account account;

  @RegisterExtension final Exporters exporters = new Exporters();

  @BeforeAll
  static void startServer() {
    server = DatabaseServer.start(ServerKind.MYSQL_8_0);
    account = server.account("exporter");
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  @BeforeEach
  void serverIsUp() {
    if (!server.isRunning()) {
      server.startAgain();
    }
    server.resume();
  }

  @Test
  void saysDownWhileTheServerIsNotStarted() {
    server.stop();
    ExporterProcess exporter = start(server.address(), account);

    assertDown(exporter, server.address(), REFUSED, LONG);

    server.startAgain();
    assertUp(exporter);
  }

  @Test
  void noticesACrashAndTheRestart() {
    ExporterProcess exporter = start(server.address(), account);
    assertUp(exporter);

    server.kill();
    assertDown(exporter, server.address(), GONE, LONG);

    server.startAgain();
    assertUp(exporter);
  }

  @Test
  void doesNotWaitForAServerThatStandsStillBetweenScrapes() {
    ExporterProcess exporter = start(server.address(), account);
    assertUp(exporter);

    server.pause();
    assertDown(exporter, server.address(), TOO_SLOW, SHORT);

    server.resume();
    assertUp(exporter);
  }

  @Test
  void doesNotWaitForAServerThatStopsBeforeItSaidItsVersion() {
    Relay relay = exporters.closeLater(Relay.to(server.port(), 1, server::pause));
    ExporterProcess exporter = start(relay.address(), account);

    assertDown(exporter, relay.address(), TOO_SLOW, SHORT);

    server.resume();
    assertUp(exporter);
  }

  @Test
  void saysDownWhenTheServerStopsInsideAResult() {
    Relay relay =
        exporters.closeLater(Relay.to(server.port(), BYTES_INSIDE_A_RESULT, server::pause));
    ExporterProcess exporter = start(relay.address(), account);

    assertDown(exporter, relay.address(), TOO_SLOW, LONG);

    assertThat(relay.hasActed()).isTrue();
    server.resume();
    assertUp(exporter);
  }

  @Test
  void saysDownWhenTheServerCrashesInsideAResult() {
    Relay relay =
        exporters.closeLater(Relay.to(server.port(), BYTES_INSIDE_A_RESULT, server::kill));
    ExporterProcess exporter = start(relay.address(), account);

    assertDown(exporter, relay.address(), GONE, LONG);

    assertThat(relay.hasActed()).isTrue();
    assertDown(exporter, relay.address(), GONE, LONG);
    server.startAgain();
    assertUp(exporter);
  }

  @Test
  void saysThatThePasswordIsWrongWithoutSayingIt() {
    Account wrong = new Account(account.user(), RandomPassword.letters(20));
    ExporterProcess exporter = start(server.address(), wrong);

    assertDown(exporter, server.address(), DENIED, LONG);

    assertThat(exporter.log()).noneMatch(line -> line.contains(wrong.password()));
    server.sql("ALTER USER exporter@localhost IDENTIFIED BY '" + wrong.password() + "'");
    assertUp(exporter);
    server.sql("ALTER USER exporter@localhost IDENTIFIED BY '" + account.password() + "'");
  }

  @Test
  void doesNotWaitForAPortThatStaysSilent() throws IOException {
    // The kernel accepts for a listening socket; nobody ever reads or writes.
    try (ServerSocket silent = FreePort.listen(FreePort.pick())) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      ExporterProcess exporter = start(address, account);

      assertDown(exporter, address, TOO_SLOW, SHORT);
    }
  }

  @Test
  void doesNotWaitForAUnixSocketThatStaysSilent(@TempDir Path folder) throws IOException {
    Path socket = folder.resolve("silent.sock");
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      ExporterProcess exporter = start("unix://" + socket, account);

      // A permit lost to a hung session would show in the later scrapes.
      for (int i = 0; i < 3; i++) {
        assertDown(exporter, socket.toString(), TOO_SLOW, SHORT);
      }
    }
  }

  @Test
  void doesNotWaitForAServerWhoseBytesTrickle() throws IOException {
    try (ServerSocket socket = FreePort.listen(FreePort.pick())) {
      Thread.ofVirtual().start(() -> trickle(socket));
      String address = "127.0.0.1:" + socket.getLocalPort();
      ExporterProcess exporter = start(address, account);

      assertDown(exporter, address, TOO_SLOW, SHORT);
    }
  }

  @Test
  void sharesTheOnlySessionThatItsUserMayHave() throws Exception {
    server.sql("ALTER USER exporter@localhost WITH MAX_USER_CONNECTIONS 1");
    ExporterProcess exporter = start(server.address(), account);

    try (ExecutorService scrapers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> scrapes =
          Collections.nCopies(
              10,
              () -> {
                assertUp(exporter);
                return null;
              });
      for (Future<Void> scrape : scrapers.invokeAll(scrapes)) {
        scrape.get();
      }
    } finally {
      server.sql("ALTER USER exporter@localhost WITH MAX_USER_CONNECTIONS 0");
    }
  }

  @Test
  void endsWithZeroWhenAskedTo() {
    ExporterProcess exporter = start(server.address(), account);
    assertUp(exporter);

    int exitCode = exporter.stop();

    assertThat(exitCode).isZero();
    server.assertNoSessionLeft();
  }

  /** The begin of a greeting, a byte at a time: each one starts a socket's own timeout anew. */
  private static void trickle(ServerSocket socket) {
    try (Socket client = socket.accept()) {
      client.getOutputStream().write(new byte[] {0x4a, 0, 0, 0, 10});
      while (true) {
        client.getOutputStream().write('8');
        client.setSoTimeout(200);
        try {
          client.getInputStream().read();
        } catch (SocketTimeoutException e) {
          continue;
        }
        return;
      }
    } catch (IOException e) {
      // The exporter gave up, which is the point.
      return;
    }
  }

  private ExporterProcess start(String address, Account as) {
    return exporters.start(Program.remora().watching(address, as), server);
  }

  private static void assertUp(ExporterProcess exporter) {
    ScrapedPage page = scrapeInTime(exporter, LONG);
    assertThat(page.exposition().value("mysql_up")).as("%s", exporter.log()).contains("1");
    assertThat(saysThatSomethingFailed(page)).as(page.body()).isFalse();
  }

  private static void assertDown(
      ExporterProcess exporter, String address, Pattern cause, Duration limit) {
    ScrapedPage page = scrapeInTime(exporter, limit);
    assertThat(page.exposition().value("mysql_up")).as("up").contains("0");
    exporter.awaitLog(
        address + " and " + cause,
        line -> line.contains(address) && cause.matcher(line.replace(address, "")).find());
    assertThat(exporter.log()).noneMatch(line -> line.contains(account.password()));
  }

  private static ScrapedPage scrapeInTime(ExporterProcess exporter, Duration limit) {
    Map<String, String> headers =
        Map.of("X-Prometheus-Scrape-Timeout-Seconds", Long.toString(limit.toSeconds()));
    ScrapedPage page = exporter.scrape(headers);
    for (int round = 1; round < ROUNDS && page.took().compareTo(limit) >= 0; round++) {
      page = exporter.scrape(headers);
    }
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.took()).isLessThan(limit);
    return page;
  }

  private static boolean saysThatSomethingFailed(ScrapedPage page) {
    Exposition exposition = page.exposition();
    return exposition.value("mysql_up").filter("0"::equals).isPresent()
        || exposition
            .samples()
            .filter(sample -> sample.name().equals("mysql_exporter_collector_success"))
            .anyMatch(sample -> sample.value().equals("0"));
  }
}
