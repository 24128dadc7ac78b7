package dev.remora.acceptance;

/** A database user that an exporter signs in as. */
record Account(String user, String password) {
  @Override
  public String toString() {
    return user;
  }
}
