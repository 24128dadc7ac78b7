package dev.remora.servers;

/** A database user that an exporter signs in as. */
public record Account(String user, String password) {
  @Override
  public String toString() {
    return user;
  }
}
