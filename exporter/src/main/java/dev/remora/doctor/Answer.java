package dev.remora.doctor;

import dev.remora.log.Quoting;

/**
 * What a subcommand has to say.
 *
 * @param exitCode what the process ends with
 * @param out for the standard output
 * @param err for the standard error
 */
record Answer(int exitCode, String out, String err) {
  /** There was no connection. */
  static final int NO_CONNECTION = 2;

  /** There was no connection, for this reason. */
  static Answer unreached(Unreached unreached, String out) {
    StringBuilder text = new StringBuilder();
    text.append("no connection to ").append(unreached.address()).append(": ");
    text.append(Quoting.seen(unreached.cause())).append('\n');
    unreached
        .advice()
        .forEach(sentence -> text.append("  ").append(Quoting.seen(sentence)).append('\n'));
    return new Answer(NO_CONNECTION, out, text.toString());
  }
}
