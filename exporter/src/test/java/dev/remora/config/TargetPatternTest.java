package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.mysql.Address;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPatternTest {
  @ParameterizedTest
  @CsvSource({
    "db1:3306,            db1:3306,             true",
    "db1:3306,            DB1:3306,             true",
    "DB1:3306,            db1:3306,             true",
    "db1:3306,            db1:3307,             false",
    "db1:3306,            db11:3306,            false",
    "db1,                 db1:3307,             true",
    "db1,                 db1.evil.org:3306,    false",
    "*.db.svc:3306,       a.db.svc:3306,        true",
    "*.db.svc:3306,       a.b.db.svc:3306,      true",
    "*.db.svc:3306,       db.svc:3306,          false",
    "*.db.svc:3306,       a.db.svc.evil.org:3306, false",
    "*.db.svc,            a.db.svc:1,           true",
    "db-*-*:3306,         db-a-b:3306,          true",
    "db-*-*:3306,         db-a:3306,            false",
    "*:3306,              [::1]:3306,           true",
    "[::1]:3306,          [::1]:3306,           true",
    "[::1],               [::1]:9,              true",
    "[::1],               [::2]:9,              false",
    "*,                   anything:1,           true",
    "*,                   unix:///run/s.sock,   true",
    "10.0.0.0/8,          10.1.2.3:3306,        true",
    "10.0.0.0/8,          11.1.2.3:3306,        false",
    "10.0.0.0/8,          10.0.0.1.evil.org:3306, false",
    "10.1.2.0/23,         10.1.3.255:1,         true",
    "10.1.2.0/23,         10.1.4.0:1,           false",
    "10.1.2.3/32,         10.1.2.3:1,           true",
    "10.1.2.3/32,         10.1.2.2:1,           false",
    "0.0.0.0/0,           1.2.3.4:1,            true",
    "0.0.0.0/0,           [::1]:1,              false",
    "0.0.0.0/0,           db1:3306,             false",
    "fd00::/8,            [fd12::1]:3306,       true",
    "[fd00::]/8,          [fe12::1]:3306,       false",
    "unix:///run/*.sock,  unix:///run/a.sock,   true",
    "unix:///run/*.sock,  unix:///tmp/a.sock,   false",
    "unix:///run/*.sock,  run:3306,             false"
  })
  void matches(String pattern, String target, boolean expected) {
    Optional<TargetPattern> parsed = TargetPattern.parse(pattern);

    assertThat(parsed).isPresent();
    assertThat(parsed.get().matches(Address.parse(target))).isEqualTo(expected);
    assertThat(new Probed(List.of(parsed.get()), 1).allows(Address.parse(target)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "db1/8", "/8", "::1/129"})
  void isNone(String text) {
    assertThat(TargetPattern.parse(text)).isEmpty();
  }

  @Test
  void everythingIsAllowedWhereNothingIsSaid() {
    Probed probed = new Probed(List.of(), 1);

    assertThat(probed.isOpen()).isTrue();
    assertThat(probed.allows(Address.parse("db:1"))).isTrue();
  }
}
