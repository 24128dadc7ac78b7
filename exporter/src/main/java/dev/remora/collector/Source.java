package dev.remora.collector;

import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ServerIdentity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a collector reads at the server, and what that takes.
 *
 * @param what the tables or statements
 * @param grants the privileges needed
 * @param feature what must be on or there, empty if nothing
 * @param cost what one scrape of it costs, for people
 */
public record Source(String what, List<Grant> grants, String feature, String cost) {
  /** Copies the list. */
  public Source {
    grants = List.copyOf(grants);
  }

  /** A source that needs nothing. */
  public static Source of(String what) {
    return new Source(what, List.of(), "", "");
  }

  /** It needs these privileges. */
  public Source needs(Grant... privileges) {
    return new Source(what, List.of(privileges), feature, cost);
  }

  /** It has nothing unless this is so. */
  public Source where(String condition) {
    return new Source(what, grants, condition, cost);
  }

  /** One scrape of it costs this. */
  public Source costs(String price) {
    return new Source(what, grants, feature, price);
  }

  /** What to do at this server about a failure of the source; empty if nothing is known. */
  public String remedy(MysqlException failure, ServerIdentity server) {
    return switch (failure.code()) {
      // Access denied: to a database, a table, a column, what is global, a view, a routine.
      case 1044, 1142, 1143, 1227, 1356, 1370 -> missingGrants(server);
      // Unknown: database, column, table (in two ways), variable, engine.
      case 1049, 1054, 1109, 1146, 1193, 1286 -> missingFeature();
      default -> "";
    };
  }

  /** What may be missing at this server where the source gave nothing; empty if nothing can be. */
  public String remedyForNothing(ServerIdentity server) {
    String feature = missingFeature();
    String grants = missingGrants(server);
    return feature.isEmpty() || grants.isEmpty() ? feature + grants : feature + ", and " + grants;
  }

  private String missingFeature() {
    return feature.isEmpty() ? "" : "needs " + feature;
  }

  private String missingGrants(ServerIdentity server) {
    return grants.stream()
        .map(grant -> "GRANT %s TO %s".formatted(grant.on(server), server.account()))
        .collect(Collectors.joining("; "));
  }
}
