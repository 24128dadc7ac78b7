package dev.remora.inject.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private static final String DATABASE =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: db
      spec:
        containers:
        - name: mysql
          image: mysql:8.0
          env:
          - name: MYSQL_ROOT_PASSWORD
            valueFrom: {secretKeyRef: {name: s, key: k}}
          ports:
          - containerPort: 3306
      """;
  private static final String WITHOUT_CREDENTIALS =
      DATABASE.replace("valueFrom: {secretKeyRef: {name: s, key: k}}", "value: hunter2");

  @TempDir private Path folder = Path.of("");

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void writesInPlaceAndKeepsTheMode() throws IOException {
    Path file = file("db.yaml", DATABASE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    Command command = Command.run("inject", "-i", file.toString());

    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out()).isEmpty();
    assertThat(Files.readString(file)).contains("- name: mysqld-exporter");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(folder.toFile().list()).containsExactly("db.yaml");
    assertThat(Command.run("uninject", "-i", file.toString()).code()).isZero();
    assertThat(Files.readString(file)).isEqualTo(DATABASE);
  }

  @Test
  void writesThroughALink() throws IOException {
    Path file = file("real/db.yaml", DATABASE);
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);

    Command.run("inject", "-i", link.toString());

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).contains("mysqld-exporter");
  }

  @Test
  void writesNothingIfOneFileIsBad() throws IOException {
    Path good = file("a.yaml", DATABASE);
    file("b.yaml", "a: [\n");

    Command command = Command.run("inject", "-i", folder.toString());

    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(Files.readString(good)).isEqualTo(DATABASE);
  }

  @Test
  void doesNotTouchWhatDoesNotChange() throws IOException {
    Path file = file("c.yaml", "apiVersion: v1\nkind: ConfigMap\n");
    FileTime before = FileTime.from(Instant.ofEpochSecond(1_000_000_000));
    Files.setLastModifiedTime(file, before);

    Command.run("inject", "-i", file.toString());

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
  }

  @Test
  void ofAFolderOnlyManifestsAreRead() throws IOException {
    file("deep/er/db.yml", DATABASE);
    file("README.md", "# not: yaml: [");
    file("one.json", "{\"apiVersion\": \"v1\", \"kind\": \"Service\"}");

    Command command = Command.run("inject", folder.toString());

    assertThat(command.err()).contains("db.yml:1: Pod/db: added", "1 without Pods");
    assertThat(command.out()).contains("---\n{\"apiVersion\"");
  }

  @Test
  void theStandardInputIsNoFile() {
    Command command = Command.reading(DATABASE, "inject", "-i", "-");

    assertThat(command.err()).contains("the standard input is no file");
    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
  }

  @Test
  void checkEndsWithThreeIfSomethingWouldChange() {
    String injected = Command.reading(DATABASE, "inject", "-").out();

    assertThat(Command.reading(DATABASE, "check", "-").code()).isEqualTo(ExitCodes.WOULD_CHANGE);
    assertThat(Command.reading(injected, "check", "-").code()).isZero();
    assertThat(Command.reading(injected, "check", "-", "--secret=other").code())
        .isEqualTo(ExitCodes.WOULD_CHANGE);
  }

  @Test
  void strictEndsWithOneIfADatabaseIsLeftAlone() {
    Command lax = Command.reading(WITHOUT_CREDENTIALS, "inject", "-");
    Command strict = Command.reading(WITHOUT_CREDENTIALS, "inject", "-", "--strict");

    assertThat(lax.code()).isZero();
    assertThat(strict.code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(strict.out()).isEmpty();
    assertThat(strict.err()).contains("literal_password").doesNotContain("hunter2");
  }

  @Test
  void explainNamesEveryRule() {
    Command command = Command.reading(WITHOUT_CREDENTIALS, "explain", "-");

    assertThat(command.out())
        .contains("-:1: Pod/db: skipped: literal_password")
        .contains("ok    mysql")
        .contains("stop  credentials")
        .doesNotContain("hunter2");
  }

  @Test
  void aPatchIsOfOneWorkload() {
    Command one = Command.reading(DATABASE, "inject", "-", "-o", "patch");
    Command two = Command.reading(DATABASE + "---\n" + DATABASE, "inject", "-", "-o", "patch");
    Command kustomization =
        Command.reading(DATABASE + "---\n" + DATABASE, "inject", "-", "-o", "kustomize");

    assertThat(one.out()).startsWith("[").contains("\"path\": \"/spec/containers/-\"");
    assertThat(two.err()).contains("-o kustomize");
    assertThat(kustomization.out()).contains("\"patches\"").contains("/spec/containers/-");
  }

  @Test
  void printsJson() {
    Command command = Command.reading(DATABASE + "---\nkind: X\n", "inject", "-", "-o", "json");

    assertThat(command.out()).startsWith("{\n  \"apiVersion\": \"v1\"").endsWith("\"X\"\n}\n");
  }

  @Test
  void theSqlIsThatOfTheServer() {
    assertThat(Command.run("print-sql", "--flavour=mariadb", "--host=127.0.0.1").out())
        .isEqualTo(
            """
            CREATE USER 'exporter'@'127.0.0.1' IDENTIFIED BY '<password>' WITH MAX_USER_CONNECTIONS 3;
            GRANT PROCESS, SLAVE MONITOR ON *.* TO 'exporter'@'127.0.0.1';
            """);
    assertThat(Command.run("print-sql", "--image=percona:8.0").out())
        .contains("'exporter'@'localhost'", "REPLICATION CLIENT");
    assertThat(Command.run("print-sql", "--username=a'b").err()).contains("are due");
  }

  @Test
  void mistakesOfFlagsAreToldTogether() {
    List<String> words = List.of("--port=x", "--sidecar=y", "--scrape=z", "--run-as-user=0");
    Command command =
        Command.run("inject", "-", words.get(0), words.get(1), words.get(2), words.get(3));

    assertThat(command.err()).contains(words);
    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
  }

  @Test
  void whatIsNoCommandIsSaid() {
    assertThat(Command.run("injekt").code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(Command.run("inject", "--nope").err()).contains("--nope").doesNotContain("\tat ");
    assertThat(Command.run("inject").err()).contains("name a file");
    assertThat(Command.run("--help").code()).isZero();
    assertThat(Command.run("--version").out()).startsWith("kubectl remora 0.");
  }
}
