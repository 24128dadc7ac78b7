package dev.remora.http;

import dev.remora.compat.OldNames;
import dev.remora.config.ConfigurationException;
import dev.remora.config.ListenAddress;
import dev.remora.config.LiveSections;
import dev.remora.config.Probed;
import dev.remora.config.Sections;
import dev.remora.config.Settings;
import dev.remora.log.Format;
import dev.remora.log.Level;
import dev.remora.log.Written;
import dev.remora.mysql.Address;
import dev.remora.mysql.FakeServer;
import dev.remora.mysql.PatientOptions;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Target;
import dev.remora.scrape.Engines;
import dev.remora.self.BuildInfo;
import dev.remora.web.Web;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A real door on a free port, in front of databases of the test's choice, and its clients. */
final class OpenDoor implements AutoCloseable {
  static final Secret PASSWORD = new Secret("hunter2");

  private static final BuildInfo BUILD =
      new BuildInfo("1.2.3", "abc", "<main>", "2026-11-01T00:00:00Z");
  private static final int PATIENCE_MILLIS = 30_000;
  private static final ListenAddress FREE = new ListenAddress("127.0.0.1:0", "127.0.0.1", 0);

  private List<OldNames> oldNames = List.of();
  private final Written written = new Written();
  private final HttpClient client = HttpClient.newHttpClient();
  private LiveSections.Reading reading = () -> sections(Map.of());
  private Engines engines = engines(1);
  private @Nullable Door door;

  /** Opens it anew for this database. */
  void open(String telemetryPath, Address database) throws IOException {
    open(telemetryPath, Map.of(Sections.OWN, target(database)), new Probed(List.of(), 64));
  }

  /** Opens it anew for this database, whose logins are not given up before the page is due. */
  void openPatient(Address database) throws IOException {
    Target patient = new Target(database, "root", PASSWORD, PatientOptions.PATIENT);
    open("/metrics", Map.of(Sections.OWN, patient), new Probed(List.of(), 64));
  }

  /** Opens it anew for these sections. */
  void open(String telemetryPath, Map<String, Target> targets, Probed probed) throws IOException {
    open(settings(telemetryPath, sections(targets), probed, List.of(FREE)));
  }

  /** From the next opening on these old names are served, too. */
  void serve(OldNames names) {
    oldNames = List.of(names);
  }

  /** Opens it anew at these addresses. */
  void open(List<ListenAddress> listen) throws IOException {
    Sections none = sections(Map.of(Sections.OWN, target(FakeServer.closedPort())));
    open(settings("/metrics", none, new Probed(List.of(), 64), listen));
  }

  /** Opens it anew behind a web configuration file. */
  void openGuarded(Path webFile, Address database) throws IOException, ConfigurationException {
    Sections sections = sections(Map.of(Sections.OWN, target(database)));
    open(
        settings("/metrics", sections, new Probed(List.of(), 64), List.of(FREE)),
        Optional.of(Web.of(webFile, written.log())));
  }

  private void open(Settings settings) throws IOException {
    open(settings, Optional.empty());
  }

  private void open(Settings settings, Optional<Web> web) throws IOException {
    closeDoor();
    engines = engines(settings.probed().maxSessions());
    LiveSections sections =
        new LiveSections(
            settings.sections(),
            () -> reading.read(),
            engines::forgetNamed,
            InstantSource.system(),
            written.log());
    door = Door.open(settings, sections, engines, BUILD, web, written.log());
  }

  /** What is read when the configuration is read again. */
  void willRead(Map<String, Target> targets) {
    reading = () -> sections(targets);
  }

  /** Lets it fail to be read again. */
  void willFailToRead(String problem) {
    reading =
        () -> {
          throw new ConfigurationException(problem);
        };
  }

  static Target target(Address database) {
    return new Target(database, "root", PASSWORD, SessionOptions.DEFAULT);
  }

  HttpClient client() {
    return client;
  }

  String log() {
    return written.text();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofMillis(PATIENCE_MILLIS));
  }

  /** Sends lines as they are and reads all that comes until the server closes; throws if never. */
  String raw(String request) throws IOException {
    try (Socket socket = connected()) {
      try {
        socket
            .getOutputStream()
            .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (SocketException e) {
        // It closed while we still wrote: an answer too.
        return "";
      }
    }
  }

  Socket connected() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Closes the door, and leaves the clients. */
  void closeDoor() {
    if (door != null) {
      door.close();
    }
    engines.close();
  }

  @Override
  public void close() {
    client.close();
    closeDoor();
  }

  int port() {
    return Objects.requireNonNull(door).ports().getFirst();
  }

  private Engines engines(int named) {
    return new Engines(2, named, Duration.ZERO, written.log());
  }

  private static Sections sections(Map<String, Target> targets) {
    return new Sections(targets, Map.of(), "a test", Set.of(), Set.of());
  }

  private Settings settings(
      String telemetryPath, Sections sections, Probed probed, List<ListenAddress> listen) {
    return new Settings(
        sections,
        probed,
        List.of(),
        2,
        Duration.ZERO,
        listen,
        Optional.empty(),
        telemetryPath,
        Duration.ofMillis(250),
        oldNames,
        Level.DEBUG,
        Format.LOGFMT,
        List.of());
  }
}
