package dev.remora.self;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.remora.collector.Collected;
import dev.remora.metric.Samples;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessMetricsTest {
  @TempDir private Path empty;

  @Test
  void readsWhatLinuxTells() throws URISyntaxException {
    URL fixture = ProcessMetricsTest.class.getResource("proc/stat");
    assertThat(fixture).isNotNull();
    Path proc = Path.of(fixture.toURI()).resolveSibling(".").normalize();

    assertThat(metrics(proc))
        .isEqualTo(
            """
            # TYPE process_cpu_seconds_total counter
            process_cpu_seconds_total 13.57
            # TYPE process_max_fds gauge
            process_max_fds 1024
            # TYPE process_network_receive_bytes_total counter
            process_network_receive_bytes_total 123456
            # TYPE process_network_transmit_bytes_total counter
            process_network_transmit_bytes_total 654321
            # TYPE process_open_fds gauge
            process_open_fds 3
            # TYPE process_resident_memory_bytes gauge
            process_resident_memory_bytes 5.0331648e+07
            # TYPE process_start_time_seconds gauge
            process_start_time_seconds 1.70000012345e+09
            # TYPE process_virtual_memory_bytes gauge
            process_virtual_memory_bytes 1.048576e+09
            # TYPE process_virtual_memory_max_bytes gauge
            process_virtual_memory_max_bytes 1.8446744073709552e+19
            """);
  }

  @Test
  void saysNothingWhereThereIsNoProc() {
    assertThat(metrics(empty)).isEmpty();
    assertThat(metrics(empty.resolve("none"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "1 (remora) S", "1 (remora", ")", "1 (remora) S 1 2 3 4 5 6 7 8"})
  void saysNothingOfATornStat(String stat) throws IOException {
    Files.createDirectories(empty.resolve("self"));
    Files.writeString(empty.resolve("self/stat"), stat);

    assertThat(metrics(empty)).isEmpty();
  }

  @Test
  void leavesOutTheStartWithoutTheTimeOfBoot() throws IOException {
    Files.createDirectories(empty.resolve("self"));
    Files.writeString(
        empty.resolve("self/stat"),
        "1 (x) S 0 1 1 0 -1 0 0 0 0 0 150 50 0 0 20 0 9 0 500 8192 1 0\n");

    assertThat(metrics(empty))
        .isEqualTo(
            """
            # TYPE process_cpu_seconds_total counter
            process_cpu_seconds_total 2
            # TYPE process_resident_memory_bytes gauge
            process_resident_memory_bytes 4096
            # TYPE process_virtual_memory_bytes gauge
            process_virtual_memory_bytes 8192
            """);
  }

  @ParameterizedTest
  @CsvSource({"64, 16384", "250, 4096", "260, 4096", "16, 65536", "0, 4096"})
  void findsTheSizeOfAPage(int virtualPages, int pageBytes) throws IOException {
    Files.createDirectories(empty.resolve("self"));
    Files.writeString(
        empty.resolve("self/stat"),
        "1 (x) S 0 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 9 0 0 1048576 1 0\n");
    Files.writeString(empty.resolve("self/statm"), virtualPages + " 1 1 1 0 1 0\n");

    assertThat(metrics(empty)).contains("process_resident_memory_bytes " + pageBytes);
  }

  /** Of this very process, while others of its threads may open files. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void countsOpenFiles() {
    String[] files = new File("/proc/self/fd").list();
    assertThat(files).isNotNull();

    Matcher count =
        Pattern.compile("\nprocess_open_fds (\\d+)\n").matcher(metrics(Path.of("/proc")));

    assertThat(count.find()).isTrue();
    assertThat(Integer.parseInt(count.group(1))).isCloseTo(files.length, within(5));
  }

  @ParameterizedTest
  @CsvSource({"a b, 0, a", "a b, 1, b", "a b, 2, ''", "'  a  b ', 1, b", "'', 0, ''", "' ', 0, ''"})
  void findsTheWordsOfALine(String line, int index, String word) {
    assertThat(ProcLine.word(line, index)).isEqualTo(word);
    assertThat(ProcLine.words(line).stream().skip(index).findFirst().orElse("")).isEqualTo(word);
  }

  private static String metrics(Path proc) {
    Samples samples = new Samples();
    new ProcessMetrics(proc).addTo(samples);
    return Collected.text(samples);
  }
}
