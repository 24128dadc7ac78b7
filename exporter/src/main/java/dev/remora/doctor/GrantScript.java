package dev.remora.doctor;

import dev.remora.collector.Facts;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements that make an account with the privileges that some collectors need.
 *
 * @param server for what server
 * @param title the server for people
 * @param collectors the collectors
 */
record GrantScript(ServerIdentity server, String title, List<Facts> collectors) {
  /**
   * What has to be replaced. No text in quotes: a script that is run without reading would make an
   * account whose password everybody knows.
   */
  static final String PASSWORD = "<PASSWORD>";

  // A session beside those of the scrape asks whether the database is still there.
  private static final int BESIDE = 1;

  /** Copies the list. */
  GrantScript {
    collectors = List.copyOf(collectors);
  }

  /**
   * The statements for an account.
   *
   * @param sessions how many sessions the sidecar may use
   */
  String account(String user, String host, int sessions) {
    String account = Pasted.sql(user) + "@" + Pasted.sql(host);
    String limit = "WITH MAX_USER_CONNECTIONS " + (sessions + BESIDE);
    List<Step.Grant> grants = grants();
    StringBuilder text = new StringBuilder();
    comment(text, "", "An account for %s, on %s.".formatted(what(), title));
    comment(
        text,
        "",
        "Put a password in quotes in place of %s: before that, this is no SQL."
            .formatted(PASSWORD));
    text.append("CREATE USER %s IDENTIFIED BY %s".formatted(account, PASSWORD));
    text.append(limitsAccounts() ? " " + limit + ";\n" : ";\n");
    text.append(limitsAccounts() ? "" : "GRANT USAGE ON *.* TO %s %s;\n".formatted(account, limit));
    reasons(grants).forEach((privilege, names) -> comment(text, privilege + ": ", names));
    Prescription.of(grants, account).statements().forEach(sql -> text.append(sql).append('\n'));
    return text.toString();
  }

  private String what() {
    return collectors.size() == 1 ? "1 collector" : collectors.size() + " collectors";
  }

  private List<Step.Grant> grants() {
    List<Step.Grant> grants = new ArrayList<>();
    for (Facts facts : collectors) {
      if (mayWork(facts)) {
        facts.source().grants().forEach(grant -> grants.add(Step.Grant.of(grant, server)));
      }
    }
    return grants.stream().distinct().toList();
  }

  /** The collectors that each privilege is for, and those that none is granted for. */
  private Map<String, String> reasons(List<Step.Grant> grants) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Step.Grant grant : grants) {
      if (grants.stream().noneMatch(other -> !other.equals(grant) && other.covers(grant))) {
        for (Facts facts : collectors) {
          boolean needs =
              mayWork(facts)
                  && facts.source().grants().stream()
                      .anyMatch(one -> grant.covers(Step.Grant.of(one, server)));
          if (needs) {
            String what = grant.privilege() + scope(grant);
            reasons.merge(what, facts.name(), (names, name) -> names + ", " + name);
          }
        }
      }
    }
    for (Facts facts : collectors) {
      if (!mayWork(facts)) {
        reasons.merge("Nothing for", facts.name(), (names, name) -> names + ", " + name);
      }
    }
    return reasons;
  }

  private static String scope(Step.Grant grant) {
    boolean table = !grant.scope().endsWith("*");
    return grant.scope().equals("*.*")
        ? ""
        : " on " + grant.scope() + (table ? " (which has to be there)" : "");
  }

  private boolean mayWork(Facts facts) {
    return facts.applyTo(server) && Features.never(facts.name(), server).isEmpty();
  }

  /** Before, limits were part of GRANT; MySQL 8.0 knows them there no more. */
  private boolean limitsAccounts() {
    Version since = server.flavour() == Flavour.MARIADB ? Version.of(10, 2) : new Version(5, 7, 6);
    // A version without its third number is one of the line, not its first.
    Version version = server.version();
    return version.isAtLeast(since) || (version.major() == 5 && version.minor() == 7);
  }

  private static void comment(StringBuilder text, String first, String prose) {
    text.append(Prose.lines("-- " + first, "--   ", prose));
  }
}
