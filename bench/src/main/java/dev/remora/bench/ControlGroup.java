package dev.remora.bench;

import dev.remora.servers.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel lets a process have, as Kubernetes would set it: a group of its own, of either
 * version of the interface. Making one takes root.
 */
final class ControlGroup implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String NAME = "remora-bench-" + ProcessHandle.current().pid();
  private static final long MEBIBYTE = 1024L * 1024;
  private static final long PERIOD_MICROS = 100_000;

  private final boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));
  private final Path memory = ROOT.resolve(unified ? "" : "memory").resolve(NAME);
  private final Path cpu = ROOT.resolve(unified ? "" : "cpu").resolve(NAME);

  /**
   * A group with limits.
   *
   * @param mebibytes of memory, page cache and all
   * @param processors how many, for example 0.1; 0 for all there are
   */
  ControlGroup(long mebibytes, double processors) {
    try {
      Files.createDirectories(memory);
      Files.createDirectories(cpu);
      write(memory.resolve(unified ? "memory.max" : "memory.limit_in_bytes"), mebibytes * MEBIBYTE);
      if (processors > 0) {
        long quota = Math.round(processors * PERIOD_MICROS);
        if (unified) {
          Files.writeString(cpu.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        } else {
          write(cpu.resolve("cpu.cfs_period_us"), PERIOD_MICROS);
          write(cpu.resolve("cpu.cfs_quota_us"), quota);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a control group cannot be made (it takes root)", e);
    }
  }

  /** Empties the page cache, so that files count for the group that reads them. */
  static void dropCaches() {
    try {
      Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "3");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same program, which enters the group before it does anything else. */
  Program confining(Program program) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-c",
                "echo $$ >'%s/cgroup.procs' && echo $$ >'%s/cgroup.procs' && exec \"$0\" \"$@\""
                    .formatted(memory, cpu),
                program.binary().toString()));
    arguments.addAll(program.arguments());
    return new Program(Path.of("/bin/sh"), arguments, program.environment());
  }

  /** The most memory that the kernel counted at a time, in MiB. */
  double peakMib() {
    try {
      Path file = memory.resolve(unified ? "memory.peak" : "memory.max_usage_in_bytes");
      return Long.parseLong(Files.readString(file).strip()) / (double) MEBIBYTE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the group away; its process has ended. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(cpu);
      Files.deleteIfExists(memory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, long number) throws IOException {
    Files.writeString(file, Long.toString(number));
  }
}
