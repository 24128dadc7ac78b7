package dev.remora.doctor;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.config.ConfigurationException;
import dev.remora.config.Settings;
import dev.remora.config.SettingsReader;
import dev.remora.config.Shown;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Secret;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Target;
import dev.remora.mysql.Version;
import java.util.ArrayList;
import java.util.List;

/** {@code grants}: an account with what the enabled collectors need. */
final class Grants {
  private static final String UNASKED =
      "or say --flavour=mysql or mariadb, and --server-version: then no server is asked";

  private final Invocation invocation;

  Grants(Invocation invocation) {
    this.invocation = invocation;
  }

  /** The statements, or why the server could not be asked. */
  Answer answer() throws ConfigurationException {
    for (String flag : List.of(Subcommand.USER, Subcommand.HOST)) {
      if (Secret.isIn(value(flag))) {
        throw new ConfigurationException(
            "--%s has a : and an @: it takes a name alone, and a password goes into the statements"
                .formatted(flag));
      }
    }
    return value(Subcommand.FLAVOUR).isEmpty() ? asked() : said();
  }

  private Answer said() throws ConfigurationException {
    String version = value(Subcommand.SERVER_VERSION);
    Version parsed = version.isEmpty() ? Version.UNKNOWN : Version.parse(version);
    if (!version.isEmpty() && parsed.equals(Version.UNKNOWN)) {
      throw new ConfigurationException(
          "--%s \"%s\" is no version such as 8.0"
              .formatted(Subcommand.SERVER_VERSION, Shown.of(version)));
    }
    Flavour flavour =
        switch (value(Subcommand.FLAVOUR)) {
          case "mysql" -> Flavour.MYSQL;
          case "mariadb" -> Flavour.MARIADB;
          default ->
              throw new ConfigurationException(
                  "--%s \"%s\" is neither mysql nor mariadb"
                      .formatted(Subcommand.FLAVOUR, Shown.of(value(Subcommand.FLAVOUR))));
        };
    String name = flavour == Flavour.MYSQL ? "MySQL" : "MariaDB";
    return script(
        new ServerIdentity(flavour, parsed, ""),
        version.isEmpty() ? name + " of the newest version" : name + " " + version,
        SettingsReader.collectors(invocation.line(), invocation.collectors()));
  }

  private Answer asked() throws ConfigurationException {
    if (!value(Subcommand.SERVER_VERSION).isEmpty()) {
      throw new ConfigurationException(
          "--%s wants --%s=mysql or mariadb, too"
              .formatted(Subcommand.SERVER_VERSION, Subcommand.FLAVOUR));
    }
    Settings settings;
    Target target;
    try {
      settings =
          SettingsReader.read(invocation.line(), invocation.environment(), invocation.collectors());
      target = invocation.target(settings.sections());
    } catch (ConfigurationException e) {
      List<String> problems = new ArrayList<>(e.problems());
      problems.set(problems.size() - 1, problems.getLast() + "; " + UNASKED);
      throw new ConfigurationException(problems);
    }
    try {
      Server server = Examination.server(target, invocation.deadline());
      return script(
          server.identity(),
          "%s at %s".formatted(server.title(), target.address()),
          settings.collectors());
    } catch (MysqlException e) {
      Unreached unreached = Unreached.of(e, target);
      List<String> advice = new ArrayList<>(unreached.advice());
      advice.add("Do something about it, " + UNASKED + ".");
      return Answer.unreached(
          new Unreached(unreached.address(), unreached.cause(), unreached.code(), advice), "");
    }
  }

  private Answer script(ServerIdentity server, String title, List<Collector> collectors)
      throws ConfigurationException {
    List<Facts> facts = collectors.stream().map(Collector::facts).toList();
    int sessions = SettingsReader.maxSessions(invocation.line());
    GrantScript script = new GrantScript(server, title, facts);
    return new Answer(
        0, script.account(value(Subcommand.USER), value(Subcommand.HOST), sessions), "");
  }

  private String value(String flag) {
    return invocation.line().value(flag);
  }
}
