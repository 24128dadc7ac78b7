package dev.remora.mysql;

import java.util.Set;

/** A database that refused, was not there, or did not answer in time. Its message has no secret. */
public final class MysqlException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** The server answered with an error; the session lives on. */
    REFUSED,
    /** The server could not be reached or logged in to. */
    UNREACHABLE,
    /** The session broke while in use. */
    LOST,
    /** The deadline passed. */
    TIMED_OUT
  }

  /** The code of an error that did not come from the server. */
  public static final int NO_CODE = 0;

  // Too many connections: of the server, of this user by the server's rule, of this user's own.
  private static final Set<Integer> NO_ROOM = Set.of(1040, 1203, 1226);

  private final Kind kind;
  private final int code;

  /** An error with the server's code, or {@link #NO_CODE}. */
  public MysqlException(Kind kind, int code, String message) {
    // A stack trace of an expected failure is never shown, so none is made.
    super(message, null, false, false);
    this.kind = kind;
    this.code = code;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** MySQL's error number, or {@link #NO_CODE}. */
  public int code() {
    return code;
  }

  /** Whether the server lets nobody more in at the moment. */
  boolean isWantOfRoom() {
    return NO_ROOM.contains(code);
  }

  /** Whether the server would not let us in, and will not the next time either. */
  public boolean isDenial() {
    return kind == Kind.UNREACHABLE && code > 0 && !isWantOfRoom();
  }
}
