package dev.remora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivilegesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          GRANT PROCESS ON *.* TO `a`@`b`                             | PROCESS            | *.*                  | true
          GRANT SELECT, PROCESS ON *.* TO 'a'@'b'                     | PROCESS            | *.*                  | true
          GRANT PROCESS ON *.* TO `a`@`b` WITH GRANT OPTION           | PROCESS            | *.*                  | true
          GRANT USAGE ON *.* TO `a`@`b`                               | PROCESS            | *.*                  | false
          GRANT SELECT ON *.* TO `a`@`b`                              | PROCESS            | *.*                  | false
          GRANT ALL PRIVILEGES ON *.* TO `a`@`b`                      | SLAVE MONITOR      | *.*                  | true
          GRANT SELECT ON *.* TO `a`@`b`                              | SELECT             | mysql.user           | true
          GRANT SELECT ON *.* TO `a`@`b`                              | SELECT             | performance_schema.* | true
          GRANT SELECT ON `mysql`.* TO `a`@`b`                        | SELECT             | mysql.user           | true
          GRANT SELECT ON `mysql`.`user` TO `a`@`b`                   | SELECT             | mysql.user           | true
          GRANT SELECT ON `mysql`.`db` TO `a`@`b`                     | SELECT             | mysql.user           | false
          GRANT SELECT ON `mysql`.`user` TO `a`@`b`                   | SELECT             | mysql.*              | false
          GRANT SELECT ON `sys`.* TO `a`@`b`                          | SELECT             | *.*                  | false
          GRANT ALL PRIVILEGES ON `sys`.* TO `a`@`b`                  | SELECT             | sys.*                | true
          GRANT SELECT (`user`, `host`) ON `mysql`.`user` TO `a`@`b`  | SELECT             | mysql.user           | false
          GRANT SELECT ON `performance\\_schema`.* TO `a`@`b`         | SELECT             | performance_schema.* | true
          GRANT SELECT ON `heart%`.* TO `a`@`b`                       | SELECT             | heartbeat.heartbeat  | true
          GRANT SELECT ON `heart%`.* TO `a`@`b`                       | SELECT             | mysql.user           | false
          GRANT SELECT ON `heart_eat`.* TO `a`@`b`                    | SELECT             | heartbeat.heartbeat  | true
          GRANT SELECT ON "sys".* TO "a"@"b"                          | SELECT             | sys.*                | true
          GRANT SELECT ON `my.db`.`t` TO `a`@`b`                      | SELECT             | `my.db`.`t`          | true
          GRANT SUPER ON *.* TO `a`@`b`                               | REPLICATION CLIENT | *.*                  | true
          GRANT SUPER ON *.* TO `a`@`b`                               | PROCESS            | *.*                  | false
          GRANT PROXY ON ''@'' TO 'root'@'localhost'                  | PROCESS            | *.*                  | false
          GRANT EXECUTE ON FUNCTION `sys`.`f` TO `a`@`b`              | EXECUTE            | sys.*                | false
          """)
  void holdWhatALineSays(String line, String privilege, String scope, boolean held) {
    Privileges privileges = Privileges.parse(List.of(line));

    assertThat(privileges.hold(new Step.Grant(privilege, scope))).isEqualTo(held);
  }

  @Test
  void tellNarrowRolesFromWideOnes() {
    Privileges narrow = Privileges.parse(List.of("GRANT SELECT, PROCESS ON *.* TO `a`@`b`"));
    Privileges wide = Privileges.parse(List.of("GRANT ALL PRIVILEGES ON *.* TO `a`@`b`"));

    assertThat(narrow.width()).isLessThan(wide.width());
  }

  @Test
  void nameTheRoles() {
    Privileges privileges =
        Privileges.parse(
            List.of(
                "GRANT USAGE ON *.* TO `a`@`b`",
                "GRANT `monitor`@`%`,`other`@`%` TO `a`@`b`",
                "SET DEFAULT ROLE `monitor` FOR `a`@`b`"));

    assertThat(privileges.roles()).containsExactly("`monitor`@`%`", "`other`@`%`");
  }

  @Test
  void keepNoHashOfAPassword() {
    Privileges privileges =
        Privileges.parse(List.of("GRANT PROCESS ON *.* TO `a`@`b` IDENTIFIED BY PASSWORD '*8D0A'"));

    assertThat(privileges.hold(new Step.Grant("PROCESS", "*.*"))).isTrue();
    assertThat(privileges.toString()).doesNotContain("8D0A");
  }
}
