package dev.remora.acceptance.recorded;

/** What one side of a connection can do: MySQL's 32 bits and, above them, MariaDB's own. */
record Capabilities(long bits) {
  /** MySQL sets it always; MariaDB leaves it out to say that it has bits of its own. */
  static final long MYSQL = 1;

  static final long CONNECT_WITH_DB = 1 << 3;
  static final long TLS = 1 << 11;
  static final long SECURE_CONNECTION = 1 << 15;
  static final long PLUGIN_AUTH = 1 << 19;
  static final long CONNECT_ATTRIBUTES = 1 << 20;
  static final long LONG_AUTH_DATA = 1 << 21;
  static final long DEPRECATE_EOF = 1 << 24;
  static final long MARIADB_EXTENDED_METADATA = 1L << 35;
  static final long MARIADB_CACHE_METADATA = 1L << 36;

  private static final long FOUND_ROWS = 1 << 1;
  private static final long LONG_FLAG = 1 << 2;
  private static final long PROTOCOL_41 = 1 << 9;
  private static final long TRANSACTIONS = 1 << 13;
  private static final long MULTI_RESULTS = 1 << 17;
  private static final long STATEMENT_MULTI_RESULTS = 1 << 18;

  private static final long COMMON =
      FOUND_ROWS
          | LONG_FLAG
          | CONNECT_WITH_DB
          | PROTOCOL_41
          | TRANSACTIONS
          | SECURE_CONNECTION
          | MULTI_RESULTS
          | STATEMENT_MULTI_RESULTS
          | PLUGIN_AUTH
          | CONNECT_ATTRIBUTES
          | LONG_AUTH_DATA
          | DEPRECATE_EOF;

  /** What a server of this version announces. */
  static Capabilities of(ServerVersion version) {
    return new Capabilities(
        version.isMariadb()
            ? COMMON | MARIADB_EXTENDED_METADATA | MARIADB_CACHE_METADATA
            : COMMON | MYSQL);
  }

  boolean has(long capability) {
    return (bits & capability) != 0;
  }

  /** What both sides can. */
  Capabilities and(Capabilities other) {
    return new Capabilities(bits & other.bits);
  }
}
