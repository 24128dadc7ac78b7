package dev.remora.cli;

import sun.misc.Signal;

/** The signal SIGHUP, by which a service is told to read its configuration again. */
final class Hangup {
  private Hangup() {}

  /** Has the signal call this, where the system has such a signal; without it a JVM would end. */
  static void calls(Runnable reload) {
    try {
      // The JDK has no other way, and keeps this one in jdk.unsupported.
      Signal.handle(new Signal("HUP"), signal -> reload.run());
    } catch (IllegalArgumentException e) {
      // Windows has none.
    }
  }
}
