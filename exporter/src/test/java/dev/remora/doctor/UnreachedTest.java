package dev.remora.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remora.mysql.Address;
import dev.remora.mysql.Deadline;
import dev.remora.mysql.Lifetimes;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionBound;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Sessions;
import dev.remora.mysql.Target;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreachedTest {
  private static final Target TARGET =
      new Target(
          new Address.Tcp("db", 3306), "exporter", new Secret("hidden"), SessionOptions.DEFAULT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          1040 | Too many connections                     | max_connections
          1049 | Unknown database 'x'                     | Name no database
          1129 | Host 'pod-7' is blocked                  | FLUSH HOSTS
          1130 | Host 'pod-7' is not allowed to connect   | --user=exporter --host=pod-7
          1251 | the plugin is unknown here               | logs in by a plugin
          1226 | User has exceeded max_user_connections   | MAX_USER_CONNECTIONS
          1862 | Your password has expired                | has expired
          3118 | Account is locked                        | ACCOUNT UNLOCK
          3159 | Connections using insecure transport     | ssl-ca
          9999 | Something new                            | error log
          0    | Connection refused                       | Nobody listens
          0    | db: Name or service not known            | spelled right
          0    | ssl not enabled in the server            | does not encrypt
          0    | unable to find valid certification path  | ssl-ca
          0    | the certificate is for a, not for db     | tls-server-name
          0    | validity check failed                    | expired
          0    | the server terminated the handshake      | tls-min-version
          0    | something else                           | --mysqld.address
          """)
  void saysWhatToDo(int code, String message, String advice) {
    Unreached unreached = Unreached.of(new MysqlException(Kind.UNREACHABLE, code, message), TARGET);

    assertThat(String.join("\n", unreached.advice())).contains(advice).doesNotContain("hidden");
    assertThat(unreached.cause()).isEqualTo(message);
  }

  @Test
  void saysForWhomTheServerTakesUs() {
    String message =
        "Error 1045 (28000): Access denied for user 'exporter'@'10.1.2.3' (using password: YES)";

    Unreached unreached = Unreached.of(new MysqlException(Kind.UNREACHABLE, 1045, message), TARGET);

    assertThat(unreached.advice())
        .contains(
            "The server takes us for 'exporter'@'10.1.2.3'.",
            "`remora grants --user=exporter --host=10.1.2.3` prints the statements for one.");
  }

  @Test
  void keepsNamesOfPeopleAndServersWhatTheyAreWherePasted() {
    Target odd =
        new Target(new Address.Tcp("db", 3306), "o'n\\", Secret.NONE, SessionOptions.DEFAULT);

    String unknown = advice(odd, 1251, "the plugin is unknown");
    String denied = advice(odd, 1045, "Access denied for user 'x;y'@'`id`'");

    assertThat(unknown).contains("WHERE user = 'o''n\\\\' shows");
    assertThat(denied).contains("--user='x;y' --host='`id`'").contains("WHERE user = 'x;y' shows");
    assertThat(advice(odd, 1130, "Host 'h' is not allowed"))
        .contains("--user='o'\\''n\\' --host=h");
  }

  private static String advice(Target target, int code, String message) {
    MysqlException failure = new MysqlException(Kind.UNREACHABLE, code, message);
    return String.join("\n", Unreached.of(failure, target).advice());
  }

  /** In the words of the system and the driver, which nobody promised to keep. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:1, Nobody listens at this address",
    "unix:///nowhere/mysqld.sock, Nobody listens on this socket",
    "no..host:3306, No name server knows this host"
  })
  void understandsWhatIsReallySaid(String address, String advice) {
    Target target =
        new Target(Address.parse(address), "exporter", Secret.NONE, SessionOptions.DEFAULT);
    try (Sessions sessions = new Sessions(target, 1, Lifetimes.DEFAULT, SessionBound.none())) {
      MysqlException failure =
          catchThrowableOfType(
              MysqlException.class, () -> sessions.take(Deadline.after(Duration.ofSeconds(20))));

      assertThat(Unreached.of(failure, target).advice().getFirst())
          .as(failure.getMessage())
          .startsWith(advice);
    }
  }

  @Test
  void saysThatNobodyAnswers() {
    Unreached unreached =
        Unreached.of(
            new MysqlException(Kind.TIMED_OUT, MysqlException.NO_CODE, "db did not answer"),
            TARGET);

    assertThat(unreached.advice().getFirst()).contains("a firewall");
  }
}
