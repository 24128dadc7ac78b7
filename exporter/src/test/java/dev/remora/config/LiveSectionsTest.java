package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.log.Written;
import dev.remora.mysql.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change under a running process, read by the program's own reader. */
class LiveSectionsTest {
  @TempDir private Path folder;
  private final Written written = new Written();
  private final SettableClock clock = new SettableClock();
  private int changes;
  private Path file;
  private Path password;

  @BeforeEach
  void write() throws IOException {
    password = Files.writeString(folder.resolve("password"), "first\n");
    file =
        Files.writeString(
            folder.resolve("my.cnf"),
            "[client]\nuser = u\npassword-file = %s\n".formatted(password));
  }

  @Test
  void followTheirOptionFile() throws Exception {
    LiveSections live = live();
    replace(file, "[client]\nuser = other\npassword = p\n");

    assertThat(live.now().own().user()).as("looked at a moment ago").isEqualTo("u");
    clock.pass(1);

    assertThat(live.now().own().user()).isEqualTo("other");
    assertThat(changes).isEqualTo(1);
    assertThat(written.text()).contains("Configuration read again", "changed=true");
  }

  @Test
  void followAPasswordFile() throws Exception {
    LiveSections live = live();
    assertThat(live.now().own().password()).isEqualTo(new Secret("first"));
    replace(password, "second\r\n");
    clock.pass(1);

    assertThat(live.now().own().password()).isEqualTo(new Secret("second"));
    assertThat(written.text()).doesNotContain("second\"", "password=");
  }

  /**
   * As Kubernetes does it: the folder behind a link is another one, with a file of the same age.
   */
  @Test
  void followALinkToAnotherFolder() throws Exception {
    Path old = Files.createDirectory(folder.resolve("..1"));
    Path now = Files.createDirectory(folder.resolve("..2"));
    Files.writeString(old.resolve("my.cnf"), "[client]\nuser = a\n");
    Files.writeString(now.resolve("my.cnf"), "[client]\nuser = b\n");
    Files.setLastModifiedTime(
        now.resolve("my.cnf"), Files.getLastModifiedTime(old.resolve("my.cnf")));
    Path data = Files.createSymbolicLink(folder.resolve("..data"), old);
    file = Files.createSymbolicLink(folder.resolve("linked.cnf"), Path.of("..data", "my.cnf"));
    LiveSections live = live();
    assertThat(live.now().own().user()).isEqualTo("a");

    Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), now);
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    clock.pass(1);

    assertThat(live.now().own().user()).isEqualTo("b");
  }

  @Test
  void stayWhatTheyAreWhenTheFileIsOfNoUse() throws Exception {
    LiveSections live = live();
    replace(file, "[client\n");
    for (int i = 0; i < 3; i++) {
      clock.pass(1);
      assertThat(live.now().own().user()).isEqualTo("u");
    }

    assertThat(changes).isZero();
    assertThat(written.text().lines())
        .singleElement()
        .asString()
        .contains("the old one stays", "my.cnf:1: the section's name has no closing ]");

    replace(file, "[client]\nuser = mended\n");
    clock.pass(1);
    assertThat(live.now().own().user()).isEqualTo("mended");
  }

  @Test
  void stayWhatTheyAreWhenTheFileIsGone() throws Exception {
    LiveSections live = live();
    Files.delete(password);
    clock.pass(1);

    assertThat(live.now().own().password()).isEqualTo(new Secret("first"));
    assertThat(written.text()).contains("password cannot be read: there is no such file");
  }

  @Test
  void sayThatAReloadFailed() throws Exception {
    LiveSections live = live();
    replace(file, "[client]\npassword = hunter2\n[other]\nuser = x\n");

    assertThatThrownBy(live::reload)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("no user to log in to the database with")
        .hasMessageNotContaining("hunter2");
    assertThat(live.now().own().user()).isEqualTo("u");
    assertThat(changes).isZero();
  }

  @Test
  void areReadAgainAtOnceWhenAskedTo() throws Exception {
    LiveSections live = live();
    replace(file, "[client]\nuser = other\n");

    live.reload();

    assertThat(live.now().own().user()).isEqualTo("other");
  }

  @Test
  void tellNobodyWhenNothingHasChanged() throws Exception {
    LiveSections live = live();

    live.reload();

    assertThat(changes).isZero();
    assertThat(written.text()).contains("changed=false");
  }

  @Test
  void sayWhichSectionsAreLeftOut() throws Exception {
    replace(file, "[client]\nuser = u\n[client.a]\nport = x\n[mysqldump]\nquick\n[b]\nuser = v\n");

    LiveSections live = live();

    assertThat(live.now().targets()).containsOnlyKeys("client", "b");
    assertThat(written.text())
        .contains("level=ERROR", "section=client.a", ":4: port is not a port from 1 to 65535")
        .contains("level=DEBUG", "section=mysqldump", "section [mysqldump] has no user");
  }

  private LiveSections live() throws ConfigurationException {
    CommandLine line = CommandLine.parse(List.of("--config.my-cnf=" + file), Flags.all(List.of()));
    return new LiveSections(
        SettingsReader.sections(line, Map.of()),
        () -> SettingsReader.sections(line, Map.of()),
        () -> changes++,
        clock,
        written.log());
  }

  /** By a file of its own, as editors and Kubernetes do. */
  private void replace(Path path, String content) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), content);
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static final class SettableClock implements InstantSource {
    private Instant now = Instant.parse("2026-11-24T00:00:00Z");

    void pass(long seconds) {
      now = now.plusSeconds(seconds);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
