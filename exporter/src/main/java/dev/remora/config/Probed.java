package dev.remora.config;

import dev.remora.mysql.Address;
import java.util.List;

/**
 * Which targets requests may name.
 *
 * @param allowed what their addresses may be; empty for everything
 * @param maxSessions how many sessions they may use together
 */
public record Probed(List<TargetPattern> allowed, int maxSessions) {
  /** Copies the list. */
  public Probed {
    allowed = List.copyOf(allowed);
  }

  /** Whether nothing limits who gets the credentials of the option file. */
  public boolean isOpen() {
    return allowed.isEmpty();
  }

  /** Whether a request may name this address. */
  public boolean allows(Address address) {
    if (isOpen()) {
      return true;
    }
    for (TargetPattern pattern : allowed) {
      if (pattern.matches(address)) {
        return true;
      }
    }
    return false;
  }
}
