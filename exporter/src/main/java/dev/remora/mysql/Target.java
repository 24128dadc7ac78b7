package dev.remora.mysql;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A database to collect from, and as whom. Its text form holds no secret.
 *
 * @param address where it listens
 * @param user the account's name
 * @param password the account's password
 * @param options how sessions are set up
 */
public record Target(Address address, String user, Secret password, SessionOptions options) {
  // Written out, since it is the key of what is kept for a target: what a record has for it is made
  // at run time, at a cost in memory.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Target target
        && user.equals(target.user)
        && password.value().equals(target.password.value())
        && address.getClass().equals(target.address.getClass())
        && address.toString().equals(target.address.toString())
        && Objects.equals(options, target.options);
  }

  @Override
  public int hashCode() {
    return 31 * address.toString().hashCode() + user.hashCode();
  }
}
