package dev.remora.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, as the kernel counts it.
 *
 * @param pid the process
 */
record ProcessCost(long pid) {
  // Of the kernel's interface, whatever the kernel's own clock: sysconf(_SC_CLK_TCK) of Linux.
  private static final double MILLIS_PER_TICK = 10;

  /** Time on a processor of all its threads, also of those that ended, in milliseconds. */
  double cpuMillis() {
    String stat = read("stat");
    // The name in parentheses may hold blanks; utime and stime are fields 14 and 15.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
  }

  double rssMib() {
    return mib("status", "VmRSS:");
  }

  double peakMib() {
    return mib("status", "VmHWM:");
  }

  double pssMib() {
    return mib("smaps_rollup", "Pss:");
  }

  private double mib(String file, String name) {
    return read(file)
            .lines()
            .filter(line -> line.startsWith(name))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }

  private String read(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
