package dev.remora.doctor;

import dev.remora.catalog.Catalog;
import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Servers and runs of collectors as an examination finds them. */
final class Examined {
  static final String ACCOUNT = "'exporter'@'10.%'";

  private Examined() {}

  /** A MySQL 8.0 whose account has what SHOW GRANTS says. */
  static Server mysql(String... grants) {
    return server(Flavour.MYSQL, "8.0.31", Map.of("performance_schema", "ON"), grants);
  }

  /** A MariaDB 10.11 with these variables. */
  static Server mariadb(Map<String, String> variables, String... grants) {
    return server(Flavour.MARIADB, "10.11.5-MariaDB", variables, grants);
  }

  static Server server(
      Flavour flavour, String version, Map<String, String> variables, String... grants) {
    return new Server(
        new ServerIdentity(flavour, Version.parse(version), ACCOUNT),
        version,
        "of the distribution",
        "",
        variables,
        Privileges.parse(List.of(grants)),
        List.of(),
        Map.of(),
        false);
  }

  /** What is known of a collector of this name. */
  static Facts facts(String name) {
    return Catalog.collectors().stream()
        .map(Collector::facts)
        .filter(facts -> facts.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A run that found so many series. */
  static Attempt found(long series) {
    return new Attempt.Succeeded(new Cost(Duration.ofMillis(12), 1, series, series));
  }

  /** A run that the server ended with an error. */
  static Attempt refused(int code) {
    return failed(Kind.REFUSED, code, "Error %d (HY000): the server's words".formatted(code));
  }

  static Attempt failed(Kind kind, int code, String message) {
    return new Attempt.Failed(Cost.NONE, new MysqlException(kind, code, message));
  }
}
