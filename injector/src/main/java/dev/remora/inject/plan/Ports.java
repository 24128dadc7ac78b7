package dev.remora.inject.plan;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/** The ports of a Pod, all of whose containers share one network. */
final class Ports {
  static final int USUAL = 9104;

  private static final int HIGHEST = 65535;

  private final Set<Integer> taken = new HashSet<>();
  private boolean nameTaken;

  Ports(Pod pod, int database) {
    taken.add(database);
    for (Container container : pod.all()) {
      for (Port port : container.ports()) {
        taken.add(port.number());
        taken.add(port.hostNumber());
        nameTaken |= port.name().equals(Names.PORT_NAME);
      }
    }
  }

  /** Whether another container has a port of the name that scrapers go by. */
  boolean isNameTaken() {
    return nameTaken;
  }

  boolean isTaken(int port) {
    return taken.contains(port);
  }

  /** 9104, or the next one that is free. */
  OptionalInt free() {
    for (int port = USUAL; port <= HIGHEST; port++) {
      if (!taken.contains(port)) {
        return OptionalInt.of(port);
      }
    }
    return OptionalInt.empty();
  }
}
