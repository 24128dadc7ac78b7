package dev.remora.self;

import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.io.File;
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

  private static final String NETWORK = "\nIpExt:";

  private final Path proc;
  private final File files;
  private final ProcFile stat;
  private final ProcFile netstat;
  // What does not change while the process runs.
  private final boolean sizedByFiles;
  private final double bootTime;
  private final double maxFiles;
  private final double maxVirtual;
  private final double pageBytes;
  private final int receivedAt;
  private final int sentAt;

  /** Metrics from {@code /proc}, or from a folder that stands for it. */
  public ProcessMetrics(Path proc) {
    this.proc = proc;
    this.files = proc.resolve("self/fd").toFile();
    this.sizedByFiles = isSizedByFiles(files);
    this.stat = new ProcFile(proc.resolve("self/stat"));
    this.netstat = new ProcFile(proc.resolve("self/net/netstat"));
    this.bootTime = number(behind("\nbtime ", once("stat")));
    String limits = once("self/limits");
    this.maxFiles = limit(behind("\nMax open files", limits));
    this.maxVirtual = limit(behind("\nMax address space", limits));
    this.pageBytes = pageBytes(behindName(stat.read()), once("self/statm"));
    List<String> names = ProcLine.words(behind(NETWORK, netstat.read()));
    this.receivedAt = names.indexOf("InOctets");
    this.sentAt = names.indexOf("OutOctets");
  }

  /** Adds what can be read; a file that cannot be is left out. */
  public void addTo(Samples samples) {
    addStat(samples);
    addKnown(MAX_FILES, maxFiles, samples);
    addKnown(VIRTUAL_MAX, maxVirtual, samples);
    addOpenFiles(samples);
    addNetwork(samples);
  }

  private void addStat(Samples samples) {
    String numbers = behindName(stat.read());
    double resident = number(ProcLine.word(numbers, RESIDENT_PAGES));
    if (Double.isNaN(resident)) {
      return;
    }
    double ticks =
        number(ProcLine.word(numbers, USER_TICKS)) + number(ProcLine.word(numbers, SYSTEM_TICKS));
    samples.add(CPU, ticks / TICKS_PER_SECOND);
    double sinceBoot = number(ProcLine.word(numbers, START_TICKS)) / TICKS_PER_SECOND;
    addKnown(START, bootTime + sinceBoot, samples);
    samples.add(VIRTUAL, number(ProcLine.word(numbers, VIRTUAL_BYTES)));
    samples.add(RESIDENT, resident * pageBytes);
  }

  private void addOpenFiles(Samples samples) {
    // Since Linux 6.2 the folder's size is the number of files in it.
    long size = sizedByFiles ? files.length() : 0;
    if (size > 0) {
      samples.add(OPEN_FILES, (double) size);
      return;
    }
    String[] names = files.list();
    if (names != null) {
      samples.add(OPEN_FILES, names.length);
    }
  }

  /** Whether the size is as good as the number, which one more thread may just have changed. */
  private static boolean isSizedByFiles(File folder) {
    String[] names = folder.list();
    return names != null && Math.abs(folder.length() - names.length) <= 2;
  }

  private void addNetwork(Samples samples) {
    String lines = netstat.read();
    // The last line of a group has its numbers, those before it have their names.
    String numbers = behind(NETWORK, lines.substring(Math.max(0, lines.lastIndexOf(NETWORK))));
    if (receivedAt >= 0) {
      addKnown(RECEIVED, number(ProcLine.word(numbers, receivedAt)), samples);
    }
    if (sentAt >= 0) {
      addKnown(SENT, number(ProcLine.word(numbers, sentAt)), samples);
    }
  }

  private static void addKnown(Family family, double value, Samples samples) {
    if (!Double.isNaN(value)) {
      samples.add(family, value);
    }
  }

  /** What stands behind the process' name, which may hold blanks and parentheses. */
  private static String behindName(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 1);
  }

  /** One file counts the same memory in bytes that another counts in pages, a moment later. */
  private static double pageBytes(String stat, String statm) {
    double bytes = number(ProcLine.word(stat, VIRTUAL_BYTES));
    double pages = number(ProcLine.word(statm, 0));
    if (Double.isNaN(bytes) || !(pages > 0)) {
      return USUAL_PAGE_BYTES;
    }
    return Math.scalb(1.0, Math.getExponent(bytes / pages * Math.sqrt(2)));
  }

  /** The reference prints the largest number there is for "unlimited". */
  private static double limit(String line) {
    String soft = ProcLine.word(line, 0);
    return soft.equals("unlimited") ? 0x1p64 : number(soft);
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

  /** The number, or NaN where there is none. */
  private static double number(String text) {
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private String once(String file) {
    try {
      return Files.readString(proc.resolve(file));
    } catch (IOException e) {
      return "";
    }
  }
}
