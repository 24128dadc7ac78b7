package dev.remora.acceptance.recorded;

import java.io.EOFException;

/** What a client answers to the greeting: what it can, who it is and how it proves that. */
final class Login {
  private static final int MARIADB_BITS_AT = 32;

  private final Capabilities capabilities;
  private final String user;
  private final byte[] proof;
  private final String database;
  private final String plugin;

  Login(byte[] packet) throws EOFException {
    PayloadReader reader = new PayloadReader(packet);
    Capabilities mysql = new Capabilities(reader.integer(4));
    // The largest packet, the character set and reserved bytes.
    reader.raw(4 + 1 + 19);
    long mariadb = reader.integer(4);
    capabilities =
        mysql.has(Capabilities.MYSQL)
            ? mysql
            : new Capabilities(mysql.bits() | mariadb << MARIADB_BITS_AT);
    user = reader.terminated();
    proof =
        capabilities.has(Capabilities.LONG_AUTH_DATA)
            ? reader.counted()
            : reader.raw((int) reader.integer(1));
    database = capabilities.has(Capabilities.CONNECT_WITH_DB) ? reader.terminated() : "";
    plugin =
        capabilities.has(Capabilities.PLUGIN_AUTH) ? reader.terminated() : NativePassword.PLUGIN;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  String user() {
    return user;
  }

  byte[] proof() {
    return proof;
  }

  /** The database that it wants to be in; empty for none. */
  String database() {
    return database;
  }

  /** How it means to prove who it is. */
  String plugin() {
    return plugin;
  }
}
