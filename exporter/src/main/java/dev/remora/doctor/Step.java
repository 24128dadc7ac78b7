package dev.remora.doctor;

import dev.remora.mysql.ServerIdentity;

/** Something to do, so that a collector works. */
sealed interface Step {
  /**
   * A privilege to grant.
   *
   * @param privilege its name
   * @param scope what for: {@code *.*}, {@code database.*} or a table
   */
  record Grant(String privilege, String scope) implements Step {
    private static final String ON = " ON ";

    /** What a collector needs, as this server calls it. */
    static Grant of(dev.remora.collector.Grant needed, ServerIdentity server) {
      String text = needed.on(server);
      int on = text.indexOf(ON);
      return new Grant(text.substring(0, on), text.substring(on + ON.length()));
    }

    /** Whether who holds this one has no need of the other. */
    boolean covers(Grant other) {
      boolean wider =
          scope.equals("*.*")
              || scope.equals(other.scope)
              || (scope.endsWith(".*")
                  && other.scope.startsWith(scope.substring(0, scope.length() - 1)));
      return privilege.equals(other.privilege) && wider;
    }
  }

  /**
   * A role that the account has, to be active from its next login on.
   *
   * @param role the role, in the server's quotes
   * @param to what stands between roles and account: TO on MySQL, FOR on MariaDB
   */
  record Wake(String role, String to) implements Step {}

  /**
   * A statement of an administrator, in force at once.
   *
   * @param sql the statement, without its semicolon
   * @param keep the line of the server's option file that keeps it over a restart; empty where it
   *     stays by itself
   */
  record Statement(String sql, String keep) implements Step {
    /** A statement whose effect stays. */
    static Statement lasting(String sql) {
      return new Statement(sql, "");
    }
  }

  /**
   * A line of the server's option file, in force after a restart.
   *
   * @param line the line below {@code [mysqld]}
   */
  record Option(String line) implements Step {}

  /**
   * Something that no statement does.
   *
   * @param text what, for people
   */
  record Advice(String text) implements Step {}
}
