package dev.remora.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to do for several collectors, each thing once.
 *
 * @param statements what to run, to the last semicolon
 * @param options the lines of the server's option file that a restart puts in force
 * @param keeps the lines that keep over a restart what the statements do
 * @param advice what no statement does
 */
record Prescription(
    List<String> statements, List<String> options, List<String> keeps, List<String> advice) {
  /** Copies the lists. */
  Prescription {
    statements = List.copyOf(statements);
    options = List.copyOf(options);
    keeps = List.copyOf(keeps);
    advice = List.copyOf(advice);
  }

  /** The prescription of some steps for an account, which is in the quotes that GRANT needs. */
  static Prescription of(Collection<? extends Step> steps, String account) {
    List<Step.Grant> grants = new ArrayList<>();
    Set<Step.Wake> roles = new LinkedHashSet<>();
    Set<String> statements = new LinkedHashSet<>();
    Set<String> options = new LinkedHashSet<>();
    Set<String> keeps = new LinkedHashSet<>();
    Set<String> advice = new LinkedHashSet<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Grant grant -> grants.add(grant);
        case Step.Wake wake -> roles.add(wake);
        case Step.Statement(String sql, String keep) -> {
          statements.add(sql + ";");
          if (!keep.isEmpty()) {
            keeps.add(keep);
          }
        }
        case Step.Option(String line) -> options.add(line);
        case Step.Advice(String text) -> advice.add(text);
      }
    }
    List<String> all = new ArrayList<>(grants(grants, account));
    if (!roles.isEmpty()) {
      all.add(awake(roles, account));
    }
    all.addAll(statements);
    return new Prescription(all, List.copyOf(options), List.copyOf(keeps), List.copyOf(advice));
  }

  /** One statement for each scope, the widest first, with nothing that a wider one gives. */
  private static List<String> grants(List<Step.Grant> grants, String account) {
    Map<String, Set<String>> byScope = new LinkedHashMap<>();
    List<String> scopes =
        grants.stream().map(Step.Grant::scope).distinct().sorted(Prescription::wider).toList();
    scopes.forEach(scope -> byScope.put(scope, new TreeSet<>()));
    for (Step.Grant grant : grants) {
      boolean covered =
          grants.stream()
              .anyMatch(other -> !other.scope().equals(grant.scope()) && other.covers(grant));
      if (!covered) {
        byScope.getOrDefault(grant.scope(), new TreeSet<>()).add(grant.privilege());
      }
    }
    List<String> statements = new ArrayList<>();
    byScope.forEach((scope, names) -> {
      if (!names.isEmpty()) {
        statements.add("GRANT %s ON %s TO %s;".formatted(String.join(", ", names), scope, account));
      }
    });
    return statements;
  }

  /** One statement for all: each of them ends what the one before did. */
  private static String awake(Set<Step.Wake> roles, String account) {
    String to = roles.iterator().next().to();
    String names = String.join(", ", roles.stream().map(Step.Wake::role).toList());
    return "SET DEFAULT ROLE %s %s %s;".formatted(names, to, account);
  }

  private static int wider(String left, String right) {
    int byWidth = Integer.compare(width(right), width(left));
    return byWidth == 0 ? left.compareTo(right) : byWidth;
  }

  private static int width(String scope) {
    return scope.equals("*.*") ? 2 : scope.endsWith(".*") ? 1 : 0;
  }
}
