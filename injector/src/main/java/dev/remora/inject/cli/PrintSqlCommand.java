package dev.remora.inject.cli;

import dev.remora.inject.plan.Flavour;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kubectl remora print-sql}. */
@Command(
    name = "print-sql",
    description =
        "Prints the SQL that makes the sidecar's user, with no more rights than it needs.")
final class PrintSqlCommand implements Callable<Integer> {
  private static final String PATTERN = "[A-Za-z0-9_.%:-]{1,60}";

  @Option(
      names = "--flavour",
      paramLabel = "NAME",
      description = "mysql, mariadb or percona. Default: what --image says, else ${DEFAULT-VALUE}.")
  private String flavour = "mysql";

  @Option(names = "--image", paramLabel = "IMAGE", description = "The database's image.")
  private String image = "";

  @Option(
      names = "--username",
      paramLabel = "NAME",
      description = "The user to make. Default: ${DEFAULT-VALUE}.")
  private String username = "exporter";

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "Where it may log in from; once or more. Default: 127.0.0.1, for TCP, and localhost, for"
              + " the socket.")
  private List<String> hosts = new ArrayList<>();

  @Option(
      names = "--all-collectors",
      description = "With the rights that collectors want which are off by default.")
  private boolean allCollectors;

  private final Console console;

  PrintSqlCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws UserException {
    List<String> problems = new ArrayList<>();
    Flavour known = PlanOptions.one("--flavour", flavour, Flavour.MYSQL, problems);
    List<String> from = hosts.isEmpty() ? List.of("127.0.0.1", "localhost") : hosts;
    List<String> names = new ArrayList<>(from);
    names.add(username);
    for (String name : names) {
      if (!name.matches(PATTERN)) {
        problems.add("\"%s\": letters, digits and _ . %% : - are due".formatted(name));
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems, ExitCodes.MISTAKE);
    }
    Flavour meant = image.isEmpty() ? known : Flavour.ofImage(image);
    console.out().print(sql(meant, from));
    return ExitCodes.SUCCESS;
  }

  private String sql(Flavour meant, List<String> from) {
    StringBuilder sql = new StringBuilder();
    for (String host : from) {
      String account = "'%s'@'%s'".formatted(username, host);
      sql.append("CREATE USER ").append(account);
      sql.append(" IDENTIFIED BY '<password>' WITH MAX_USER_CONNECTIONS 3;\n");
      String rights = allCollectors ? meant.allRights() : meant.defaultRights();
      sql.append("GRANT %s ON *.* TO %s;\n".formatted(rights, account));
    }
    return sql.toString();
  }
}
