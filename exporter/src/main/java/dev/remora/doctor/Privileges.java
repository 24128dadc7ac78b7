package dev.remora.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an account may do, as {@code SHOW GRANTS} says it. A line of it may hold the hash of a
 * password, so no line is kept.
 *
 * @param held the privileges
 * @param roles the roles that were given to the account, in the server's quotes
 */
record Privileges(List<Held> held, List<String> roles) {
  /**
   * Privileges on one thing.
   *
   * @param names in capitals
   * @param database a pattern as of LIKE; {@code %} for all
   * @param table empty for all
   */
  record Held(Set<String> names, String database, String table) {
    /** Copies the set. */
    Held {
      names = Set.copyOf(names);
    }

    private boolean covers(Step.Grant needed) {
      List<String> scope = Scope.parts(needed.scope());
      boolean global = database.equals("%");
      boolean here =
          global
              || (!scope.getFirst().equals("*")
                  && Scope.matches(database, scope.getFirst())
                  && (table.isEmpty() || table.equals(scope.getLast())));
      return here
          && (names.contains(needed.privilege())
              || names.contains(ALL)
              || (global && names.contains("SUPER") && isReplication(needed.privilege())));
    }

    /** What SUPER allowed before there were privileges for it, and on some servers still does. */
    private static boolean isReplication(String privilege) {
      return privilege.equals("REPLICATION CLIENT") || privilege.endsWith(" MONITOR");
    }
  }

  private static final String ALL = "ALL PRIVILEGES";
  // More than there are names of privileges.
  private static final int ALL_WIDTH = 1000;
  private static final String NAME = "[`\"](?:[^`\"]|``|\"\")*[`\"]";
  private static final Pattern LINE =
      Pattern.compile(
          "GRANT (.+) ON (?:(\\*)|(" + NAME + "))\\.(?:(\\*)|(" + NAME + ")) TO .*",
          Pattern.DOTALL);
  private static final Pattern ROLES = Pattern.compile("GRANT ((?!.* ON ).+) TO .*");
  // Privileges on columns have commas of their own.
  private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

  /** Copies the lists. */
  Privileges {
    held = List.copyOf(held);
    roles = List.copyOf(roles);
  }

  /** Reads the lines of {@code SHOW GRANTS}. */
  static Privileges parse(List<String> lines) {
    List<Held> held = new ArrayList<>();
    List<String> roles = new ArrayList<>();
    for (String line : lines) {
      Matcher grant = LINE.matcher(line);
      Matcher role = ROLES.matcher(line);
      if (grant.matches()) {
        held.add(
            new Held(
                names(grant.group(1)),
                grant.group(2) == null ? Scope.unquoted(grant.group(3)) : "%",
                grant.group(4) == null ? Scope.unquoted(grant.group(5)) : ""));
      } else if (role.matches()) {
        roles.addAll(List.of(role.group(1).split(",\\s*", -1)));
      }
    }
    return new Privileges(held, roles);
  }

  private static Set<String> names(String list) {
    return Stream.of(COMMA.split(list))
        .map(name -> name.strip().toUpperCase(Locale.ROOT))
        .filter(name -> !name.contains("("))
        .collect(Collectors.toSet());
  }

  /** How much they are, to tell narrow roles from wide ones. */
  int width() {
    int width = 0;
    for (Held one : held) {
      width += one.names.contains(ALL) ? ALL_WIDTH : one.names.size();
    }
    return width;
  }

  /** Whether the account has this, or something wider. */
  boolean hold(Step.Grant needed) {
    return held.stream().anyMatch(one -> one.covers(needed));
  }
}
