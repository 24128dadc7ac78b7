package dev.remora.doctor;

import dev.remora.mysql.Flavour;
import dev.remora.mysql.ServerIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A server as it showed itself before the collectors were tried.
 *
 * @param identity what it says it is
 * @param version its version in its own words
 * @param comment what its builders say of it
 * @param encryption the version of TLS that is spoken; empty for none
 * @param variables the global variables that collectors depend on, those of them that it has
 * @param privileges what our account may do, with the roles that are active
 * @param dormant the roles that it has, the narrowest first; empty where one of them is active
 * @param instruments how many instruments of the performance schema are on, by the beginning of
 *     their names; empty if we may not know
 * @param responseTimePlugin whether the plugin QUERY_RESPONSE_TIME lies ready to be installed
 */
record Server(
    ServerIdentity identity,
    String version,
    String comment,
    String encryption,
    Map<String, String> variables,
    Privileges privileges,
    List<Dormant> dormant,
    Map<String, Long> instruments,
    boolean responseTimePlugin) {
  /**
   * A role that an account has, and that is not active when it logs in.
   *
   * @param role how it is woken
   * @param privileges what the account may do with it
   */
  record Dormant(Step.Wake role, Privileges privileges) {}

  /** Copies the collections. */
  Server {
    dormant = List.copyOf(dormant);
    variables = Map.copyOf(variables);
    instruments = Map.copyOf(instruments);
  }

  boolean isMariadb() {
    return identity.flavour() == Flavour.MARIADB;
  }

  boolean isPercona() {
    return comment.toLowerCase(Locale.ROOT).contains("percona");
  }

  boolean has(String variable) {
    return variables.containsKey(variable);
  }

  /** Whether it has the variable, and it is off. */
  boolean isOff(String variable) {
    String value = variables.getOrDefault(variable, "");
    return value.equals("OFF") || value.equals("0");
  }

  /** Flavour and version for people. */
  String title() {
    return (isMariadb() ? "MariaDB " : isPercona() ? "Percona Server " : "MySQL ") + version;
  }
}
