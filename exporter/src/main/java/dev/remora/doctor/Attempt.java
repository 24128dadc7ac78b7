package dev.remora.doctor;

import dev.remora.mysql.MysqlException;

/** How one run of a collector ended. */
sealed interface Attempt {
  /** What it cost until then. */
  Cost cost();

  /** It collected all there was. */
  record Succeeded(Cost cost) implements Attempt {}

  /** The server refused, went away, or was too late. */
  record Failed(Cost cost, MysqlException failure) implements Attempt {}

  /** The fault is the collector's. */
  record Faulted(Cost cost, String fault) implements Attempt {}

  /** There was no time left for it, or nothing on this server. */
  record NotBegun() implements Attempt {
    @Override
    public Cost cost() {
      return Cost.NONE;
    }
  }
}
