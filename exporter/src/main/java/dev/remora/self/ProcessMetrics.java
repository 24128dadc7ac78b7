package dev.remora.self;

import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The process as the operating system sees it, from Linux' /proc; elsewhere there is nothing. */
public final class ProcessMetrics {
  // Every Linux that Java runs on counts 100 clock ticks a second in /proc.
  private static final double TICKS_PER_SECOND = 100;
  private static final double BYTES_PER_KIB = 1024;

  private static final Family CPU =
      Family.counter("process_cpu_seconds_total", "CPU time of user and system.");
  private static final Family START =
      Family.gauge("process_start_time_seconds", "Start of the process, as Unix time.");
  private static final Family VIRTUAL =
      Family.gauge("process_virtual_memory_bytes", "Size of the virtual memory.");
  private static final Family RESIDENT =
      Family.gauge("process_resident_memory_bytes", "Size of the memory held in RAM.");
  private static final Family VIRTUAL_MAX =
      Family.gauge("process_virtual_memory_max_bytes", "Limit of the virtual memory.");
  private static final Family OPEN_FILES =
      Family.gauge("process_open_fds", "Open file descriptors.");
  private static final Family MAX_FILES =
      Family.gauge("process_max_fds", "Limit of open file descriptors.");
  private static final Family RECEIVED =
      Family.counter(
          "process_network_receive_bytes_total", "Bytes that the network name space received.");
  private static final Family SENT =
      Family.counter(
          "process_network_transmit_bytes_total", "Bytes that the network name space sent.");

  private final Path proc;

  /** Metrics from {@code /proc}, or from a folder that stands for it. */
  public ProcessMetrics(Path proc) {
    this.proc = proc;
  }

  /** Adds what can be read; a file that cannot be is left out. */
  public void addTo(Samples samples) {
    addStat(samples);
    addStatus(samples);
    addLimits(samples);
    addOpenFiles(samples);
    addNetwork(samples);
  }

  private void addStat(Samples samples) {
    String stat = read("self/stat");
    // The name of the program, in parentheses, may hold blanks: count from behind it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (fields.length > 19) {
      samples.add(CPU, (number(fields[11]) + number(fields[12])) / TICKS_PER_SECOND);
      for (String line : lines("stat")) {
        if (line.startsWith("btime ")) {
          double boot = number(line.substring("btime ".length()));
          samples.add(START, boot + number(fields[19]) / TICKS_PER_SECOND);
        }
      }
    }
  }

  private void addStatus(Samples samples) {
    for (String line : lines("self/status")) {
      if (line.startsWith("VmSize:")) {
        samples.add(VIRTUAL, number(word(line, 1)) * BYTES_PER_KIB);
      } else if (line.startsWith("VmRSS:")) {
        samples.add(RESIDENT, number(word(line, 1)) * BYTES_PER_KIB);
      }
    }
  }

  private void addLimits(Samples samples) {
    for (String line : lines("self/limits")) {
      if (line.startsWith("Max open files")) {
        samples.add(MAX_FILES, limit(word(line, 3)));
      } else if (line.startsWith("Max address space")) {
        samples.add(VIRTUAL_MAX, limit(word(line, 3)));
      }
    }
  }

  private void addOpenFiles(Samples samples) {
    int count = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc.resolve("self/fd"))) {
      for (Path entry : entries) {
        count += entry.getNameCount() > 0 ? 1 : 0;
      }
    } catch (IOException | DirectoryIteratorException e) {
      return;
    }
    samples.add(OPEN_FILES, count);
  }

  private void addNetwork(Samples samples) {
    String[] names = {};
    for (String line : lines("self/net/netstat")) {
      if (line.startsWith("IpExt:")) {
        String[] words = line.split(" ", -1);
        for (int i = 0; i < names.length && i < words.length; i++) {
          if (names[i].equals("InOctets")) {
            samples.add(RECEIVED, number(words[i]));
          } else if (names[i].equals("OutOctets")) {
            samples.add(SENT, number(words[i]));
          }
        }
        names = words;
      }
    }
  }

  private static double limit(String text) {
    // The reference prints the largest number there is for "unlimited".
    return text.equals("unlimited") ? 0x1p64 : number(text);
  }

  private static String word(String line, int index) {
    String[] words = line.strip().split("\\s+", -1);
    return index < words.length ? words[index] : "";
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private List<String> lines(String file) {
    return read(file).lines().toList();
  }

  private String read(String file) {
    try {
      return Files.readString(proc.resolve(file));
    } catch (IOException e) {
      return "";
    }
  }
}
