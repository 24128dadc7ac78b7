package dev.remora.doctor;

import dev.remora.collector.Facts;
import dev.remora.mysql.MysqlException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says of each collector whether it can work at a server, and what it lacks if not. */
final class Judge {
  private final Server server;
  private final Features features;
  private final String patience;

  /**
   * A judge of what happened at a server.
   *
   * @param patience how long the collectors had, for people
   */
  Judge(Server server, String patience) {
    this.server = server;
    this.features = new Features(server);
    this.patience = patience;
  }

  /**
   * What is to be said of a collector.
   *
   * @param asked whether it was asked for by a flag
   */
  Finding finding(Facts facts, boolean asked, Attempt attempt) {
    Opinion opinion = opinion(facts, attempt);
    return new Finding(
        facts.name(), asked, opinion.verdict, opinion.reason, opinion.steps, attempt.cost());
  }

  private record Opinion(Verdict verdict, String reason, List<Step> steps) {
    static Opinion of(Verdict verdict, String reason, Step... steps) {
      return new Opinion(verdict, reason, List.of(steps));
    }
  }

  private Opinion opinion(Facts facts, Attempt attempt) {
    if (!facts.applyTo(server.identity())) {
      return Opinion.of(
          Verdict.NOT_ON_THIS_SERVER, "it reads what there is from %s on".formatted(facts.since()));
    }
    if (attempt instanceof Attempt.Succeeded(Cost cost) && cost.series() > 0) {
      List<Step> missing = missing(facts);
      return missing.isEmpty()
          ? Opinion.of(Verdict.WORKS, "")
          : new Opinion(Verdict.WORKS_IN_PART, "it sees only what the account may see", missing);
    }
    Feature feature = features.of(facts.name(), attempt);
    if (feature instanceof Feature.Absent(String reason)) {
      return Opinion.of(Verdict.NOT_ON_THIS_SERVER, reason);
    }
    return switch (attempt) {
      case Attempt.Succeeded succeeded -> ofNothing(missing(facts), feature);
      case Attempt.Failed failed -> ofFailure(facts, failed, feature);
      case Attempt.Faulted faulted ->
          Opinion.of(
              Verdict.CANNOT_WORK,
              "a fault in the collector: " + faulted.fault(),
              new Step.Advice("Report the fault of %s.".formatted(facts.name())));
      case Attempt.NotBegun notBegun ->
          Opinion.of(
              Verdict.CANNOT_WORK,
              "it had not begun when the time was over (%s)".formatted(patience),
              tooSlow(facts));
    };
  }

  /** What is to be said where all went well, and nothing came of it. */
  private static Opinion ofNothing(List<Step> missing, Feature feature) {
    if (!missing.isEmpty()) {
      return new Opinion(
          Verdict.CANNOT_WORK,
          "without the privilege it sees nothing",
          Stream.concat(missing.stream(), steps(feature).stream()).toList());
    }
    return switch (feature) {
      case Feature.Off(String reason, List<Step> steps) ->
          new Opinion(Verdict.FINDS_NOTHING, reason, steps);
      case Feature.Idle(String reason) -> Opinion.of(Verdict.WORKS, reason);
      case Feature.On on -> Opinion.of(Verdict.WORKS, "there is nothing to report");
      case Feature.Absent(String reason) -> Opinion.of(Verdict.NOT_ON_THIS_SERVER, reason);
    };
  }

  private Opinion ofFailure(Facts facts, Attempt.Failed failed, Feature feature) {
    String cause = String.valueOf(failed.failure().getMessage());
    if (failed.failure().kind() != Kind.REFUSED) {
      return Opinion.of(Verdict.CANNOT_WORK, cause + " (" + patience + ")", tooSlow(facts));
    }
    String remedy = facts.source().remedy(failed.failure(), server.identity());
    List<Step> steps = new ArrayList<>();
    if (remedy.startsWith("GRANT ")) {
      List<Step> missing = missing(facts);
      // Where the account seems to have all, something takes a part away again: what, the server
      // says.
      steps.addAll(missing.isEmpty() ? needed(facts) : missing);
      cause =
          missing.isEmpty() ? cause : "access denied (error %d)".formatted(failed.failure().code());
    }
    steps.addAll(steps(feature));
    if (steps.isEmpty() && !remedy.isEmpty()) {
      steps.add(new Step.Advice("%s %s.".formatted(facts.name(), remedy)));
    }
    return new Opinion(Verdict.CANNOT_WORK, cause, steps);
  }

  private static Step tooSlow(Facts facts) {
    return new Step.Advice(
        "Give %s more time: --timeout here, scrape_timeout in Prometheus,".formatted(facts.name())
            + " --exporter.query_timeout where it is set; or leave it out: --no-collect.%s."
                .formatted(facts.name()));
  }

  private static List<Step> steps(Feature feature) {
    return feature instanceof Feature.Off(String reason, List<Step> steps) ? steps : List.of();
  }

  /** How the account gets what it lacks; where it only has to wake a role of its own, that. */
  private List<Step> missing(Facts facts) {
    List<Step> missing = new ArrayList<>();
    Set<Step> roles = new LinkedHashSet<>();
    boolean dormant = true;
    for (Step needed : needed(facts)) {
      if (needed instanceof Step.Grant grant && !server.privileges().hold(grant)) {
        missing.add(grant);
        Optional<Step> role = roleWith(grant);
        role.ifPresent(roles::add);
        dormant &= role.isPresent();
      }
    }
    return dormant ? List.copyOf(roles) : missing;
  }

  /** The narrowest that holds it: the others may sleep on purpose. */
  private Optional<Step> roleWith(Step.Grant grant) {
    return server.dormant().stream()
        .filter(dormant -> dormant.privileges().hold(grant))
        .<Step>map(Server.Dormant::role)
        .findFirst();
  }

  private List<Step> needed(Facts facts) {
    return facts.source().grants().stream()
        .<Step>map(grant -> Step.Grant.of(grant, server.identity()))
        .toList();
  }
}
