package dev.remora.doctor;

import dev.remora.mysql.Address;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.Target;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database that could not be reached or logged in to, and what to do about it.
 *
 * @param address where it should be
 * @param cause what went wrong, without any secret
 * @param code the server's number for it; 0 where it did not come to that
 * @param advice what to do, a sentence each
 */
record Unreached(String address, String cause, int code, List<String> advice) {
  private static final Pattern ACCOUNT = Pattern.compile("'([^']*)'@'([^']*)'");
  private static final Pattern HOST = Pattern.compile("Host '([^']*)'");

  /** Copies the list. */
  Unreached {
    advice = List.copyOf(advice);
  }

  /** What a failure to open a session with a target means. */
  static Unreached of(MysqlException failure, Target target) {
    String cause = String.valueOf(failure.getMessage());
    return new Unreached(
        target.address().toString(),
        cause,
        failure.code(),
        failure.code() == MysqlException.NO_CODE
            ? onTheWay(cause, failure.kind(), target)
            : byTheServer(failure.code(), cause, target));
  }

  private static List<String> byTheServer(int code, String cause, Target target) {
    return switch (code) {
      case 1045, 1698 -> denied(cause, target);
      case 1130 ->
          List.of(
              "No account may log in from where we are, which the server takes for %s."
                  .formatted(group(HOST, 1, cause, "another host")),
              grants(target.user(), group(HOST, 1, cause, "HOST")));
      case 1040 ->
          List.of(
              "The server has as many connections as it takes: raise max_connections, or see with"
                  + " SHOW PROCESSLIST who holds them.");
      case 1203, 1226 ->
          List.of(
              "The account has as many connections as it may: a running sidecar holds some of them.",
              "ALTER USER ... WITH MAX_USER_CONNECTIONS 4 makes room for one more; or lower"
                  + " --exporter.max_open_connections of the sidecar.");
      case 1129 ->
          List.of(
              "The server has blocked our host after too many broken connections: FLUSH HOSTS lets"
                  + " it in again.");
      case 1251 ->
          List.of(
              "The account logs in by a plugin that we do not speak, or not this way"
                  + " (docs/configuration.md lists them).",
              "SELECT user, host, plugin FROM mysql.user WHERE user = %s shows which."
                  .formatted(Pasted.sql(target.user())));
      case 1820, 1862 ->
          List.of("The password has expired: ALTER USER ... IDENTIFIED BY a new one.");
      case 3118, 4151 -> List.of("The account is locked: ALTER USER ... ACCOUNT UNLOCK.");
      case 3159 ->
          List.of(
              "The server takes encrypted connections only: set ssl-ca, or tls = skip-verify, in the"
                  + " section of the option file (docs/configuration.md).");
      case 1044, 1049 ->
          List.of("Name no database in DATA_SOURCE_NAME: none is needed behind the slash.");
      default -> List.of("The server's error log may say more.");
    };
  }

  private static List<String> denied(String cause, Target target) {
    String user = group(ACCOUNT, 1, cause, target.user());
    String host = group(ACCOUNT, 2, cause, "HOST");
    String password =
        target.password().value().isEmpty()
            ? "No password was set: see the configuration."
            : "Either the password is another, or the account is not there, or it may come from"
                + " other hosts only, or only encrypted.";
    return List.of(
        "The server takes us for '%s'@'%s'.".formatted(user, host),
        password,
        "SELECT user, host, plugin FROM mysql.user WHERE user = %s shows the accounts of the name."
            .formatted(Pasted.sql(user)),
        grants(user, host));
  }

  private static String grants(String user, String host) {
    return "`remora grants --user=%s --host=%s` prints the statements for one."
        .formatted(Pasted.word(user), Pasted.word(host));
  }

  private static List<String> onTheWay(String cause, Kind kind, Target target) {
    String where =
        "The address comes from host and port or socket of the option file, DATA_SOURCE_NAME, or"
            + " --mysqld.address.";
    if (cause.contains("refused") || cause.contains("No such file")) {
      return List.of(
          target.address() instanceof Address.UnixSocket
              ? "Nobody listens on this socket: is the server running, and is this its socket, seen"
                  + " from here (in Kubernetes, a shared volume)?"
              : "Nobody listens at this address: is the server running, and does its bind_address let"
                  + " us in?",
          where);
    }
    if (cause.contains("UnknownHost") || cause.contains("not known") || cause.contains("resolve")) {
      return List.of("No name server knows this host: is it spelled right?", where);
    }
    if (cause.contains("ssl not enabled")) {
      return List.of(
          "The server does not encrypt: turn TLS on there, or leave out the tls and ssl keys here.");
    }
    if (cause.contains("certification path") || cause.contains("signature check")) {
      return List.of(
          "The server's certificate is of an authority that we do not trust: name that authority's"
              + " certificate with ssl-ca in the section of the option file.");
    }
    if (cause.contains(", not for ")) {
      return List.of(
          "The server's certificate is for other names: log in by one of them, or name it with"
              + " tls-server-name.");
    }
    if (cause.contains("validity check")) {
      return List.of("The server's certificate has expired, or the clock here is wrong.");
    }
    if (cause.contains("handshake")) {
      return List.of(
          "Server and exporter have no version of TLS in common: see tls-min-version and"
              + " tls-max-version (docs/configuration.md).");
    }
    if (kind == Kind.TIMED_OUT) {
      return List.of(
          "Somebody may drop what we send (a firewall, a network policy), or the server hangs.",
          where);
    }
    return List.of(where);
  }

  private static String group(Pattern pattern, int group, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(group) : otherwise;
  }
}
