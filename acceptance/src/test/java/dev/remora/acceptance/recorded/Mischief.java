package dev.remora.acceptance.recorded;

import java.io.IOException;

/** What a server does to a client instead of answering. */
@FunctionalInterface
public interface Mischief {
  /** A server that answers everything. */
  Mischief NONE = (sql, packets) -> false;

  /** Does it, if this statement is one to do it to; false for an answer as recorded. */
  boolean isDone(String sql, Packets packets) throws IOException;
}
