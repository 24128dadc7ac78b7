package dev.remora.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Java runtime of only the modules that the sidecar uses, made by jlink of the running JDK. */
final class LinkedRuntime {
  // The driver would also take management, naming and Kerberos, for what a sidecar never does.
  private static final List<String> MODULES =
      List.of("java.base", "java.sql", "jdk.httpserver", "jdk.unsupported");

  /**
   * The settings that measured smallest and quickest, kept by the runtime itself, so that whatever
   * starts it starts the same JVM.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms4m",
          "-Xmn2m",
          "-Xmx32m",
          // What lives for one scrape dies young, and the heap shrinks to what is left.
          "-XX:SurvivorRatio=6",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=20",
          // The compiler's memory goes back to the system once the code is compiled.
          "-XX:TrimNativeHeapInterval=2000",
          "-XX:TieredStopAtLevel=1",
          // Smaller code, made with less memory: 5 MiB at the peak.
          "-XX:C1MaxInlineSize=28",
          // What runs at the start alone is not worth being compiled.
          "-XX:CompileThresholdScaling=1.4",
          // Sized for servers; a sidecar has a few thousand texts.
          "-XX:StringTableSize=1024",
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:SymbolTableSize=1024",
          // What every thread's stack has in reserve for native code, which here is shallow: 40 KB
          // of each thread.
          "-XX:StackShadowPages=10",
          // Who waits for a database needs no second processor, and none has to be woken.
          "-Djdk.virtualThreadScheduler.parallelism=1",
          // A thread of the system that waits for sockets wakes the worker itself: a tenth less
          // CPU.
          "-Djdk.pollerMode=1",
          // All texts are English: the few words of the JDK's own fallback will do for the date of
          // an answer, without what Unicode knows of languages.
          "-Djava.locale.providers=SPI",
          "-XX:+UseCompactObjectHeaders",
          "-XX:-UsePerfData",
          // The driver reads its options by reflection, once: not worth code made for each of them.
          "-Djdk.reflect.useNativeAccessorOnly=true",
          // A server can have the driver recurse, with an error at each level: their traces, which
          // nobody sees, would fill the heap before the stack is full.
          "-XX:MaxJavaStackTraceDepth=32",
          // On a read-only file system there is no other place for it.
          "-XX:+ErrorFileToStderr",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0");

  private static final List<String> ARGUMENTS =
      List.of(
          "--add-modules=" + String.join(",", MODULES),
          "--add-options=" + String.join(" ", OPTIONS),
          "--vm=server",
          "--strip-debug",
          "--compress=zip-6",
          "--no-header-files",
          "--no-man-pages");

  private LinkedRuntime() {}

  /** Does nothing where the folder already holds the runtime that it would make. */
  static void link(Path folder) throws IOException, InterruptedException {
    Path stamp = folder.resolveSibling("runtime.made");
    String wanted = System.getProperty("java.runtime.version") + " " + String.join(" ", ARGUMENTS);
    if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return;
    }
    Folders.delete(folder);
    Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
    Commands.run(jlink, ARGUMENTS, "--output=" + folder);
    Files.writeString(stamp, wanted);
  }
}
