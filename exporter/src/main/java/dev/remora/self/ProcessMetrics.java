package dev.remora.self;

import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The process as the operating system sees it, from Linux' /proc; elsewhere there is nothing. */
public final class ProcessMetrics {
  // Every Linux that Java runs on counts 100 clock ticks a second in /proc.
  private static final double TICKS_PER_SECOND = 100;
  private static final double USUAL_PAGE_BYTES = 4096;

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

  // Places of the numbers of /proc/self/stat behind the program's name.
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int START_TICKS = 19;
  private static final int VIRTUAL_BYTES = 20;
  private static final int RESIDENT_PAGES = 21;

  private final Path proc;
  // What does not change while the process runs.
  private final String bootTime;
  private final String limits;
  private final double pageBytes;

  /** Metrics from {@code /proc}, or from a folder that stands for it. */
  public ProcessMetrics(Path proc) {
    this.proc = proc;
    this.bootTime = behind("\nbtime ", read("stat"));
    this.limits = read("self/limits");
    this.pageBytes = pageBytes(stat(), ProcLine.words(read("self/statm")));
  }

  /** Adds what can be read; a file that cannot be is left out. */
  public void addTo(Samples samples) {
    addStat(samples);
    addLimit("\nMax open files", MAX_FILES, samples);
    addLimit("\nMax address space", VIRTUAL_MAX, samples);
    addOpenFiles(samples);
    addNetwork(samples);
  }

  private void addStat(Samples samples) {
    List<String> stat = stat();
    if (stat.size() > RESIDENT_PAGES) {
      double ticks = number(stat.get(USER_TICKS)) + number(stat.get(SYSTEM_TICKS));
      samples.add(CPU, ticks / TICKS_PER_SECOND);
      if (!bootTime.isEmpty()) {
        double sinceBoot = number(stat.get(START_TICKS)) / TICKS_PER_SECOND;
        samples.add(START, number(bootTime) + sinceBoot);
      }
      samples.add(VIRTUAL, number(stat.get(VIRTUAL_BYTES)));
      samples.add(RESIDENT, number(stat.get(RESIDENT_PAGES)) * pageBytes);
    }
  }

  private void addLimit(String name, Family family, Samples samples) {
    List<String> words = ProcLine.words(behind(name, limits));
    if (!words.isEmpty()) {
      // The reference prints the largest number there is for "unlimited".
      boolean unlimited = words.getFirst().equals("unlimited");
      samples.add(family, unlimited ? 0x1p64 : number(words.getFirst()));
    }
  }

  private void addOpenFiles(Samples samples) {
    String[] names = proc.resolve("self/fd").toFile().list();
    if (names != null) {
      samples.add(OPEN_FILES, names.length);
    }
  }

  private void addNetwork(Samples samples) {
    String netstat = read("self/net/netstat");
    List<String> names = ProcLine.words(behind("\nIpExt:", netstat));
    int second = netstat.lastIndexOf("\nIpExt:");
    List<String> numbers =
        ProcLine.words(behind("\nIpExt:", netstat.substring(Math.max(0, second))));
    for (int i = 0; i < names.size() && i < numbers.size(); i++) {
      if (names.get(i).equals("InOctets")) {
        samples.add(RECEIVED, number(numbers.get(i)));
      } else if (names.get(i).equals("OutOctets")) {
        samples.add(SENT, number(numbers.get(i)));
      }
    }
  }

  /** The numbers of the process, from behind its name, which may hold blanks and parentheses. */
  private List<String> stat() {
    String stat = read("self/stat");
    return ProcLine.words(stat.substring(stat.lastIndexOf(')') + 1));
  }

  /** One file counts the same memory in bytes that another counts in pages, a moment later. */
  private static double pageBytes(List<String> stat, List<String> statm) {
    double pages = statm.isEmpty() ? 0 : number(statm.getFirst());
    if (stat.size() <= VIRTUAL_BYTES || pages == 0) {
      return USUAL_PAGE_BYTES;
    }
    double ratio = number(stat.get(VIRTUAL_BYTES)) / pages;
    return Math.scalb(1.0, Math.getExponent(ratio * Math.sqrt(2)));
  }

  /** The rest of the line that starts so, empty if there is none. */
  private static String behind(String start, String text) {
    int at = text.indexOf(start);
    if (at < 0) {
      return "";
    }
    int from = at + start.length();
    int end = text.indexOf('\n', from);
    return text.substring(from, end < 0 ? text.length() : end);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private String read(String file) {
    try {
      return Files.readString(proc.resolve(file));
    } catch (IOException e) {
      return "";
    }
  }
}
