package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Target;
import dev.remora.mysql.Tls;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourceNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user:pw@tcp(db:3307)/            | db:3307
          user:pw@(db:3307)/               | db:3307
          user:pw@tcp(db)/                 | db:3306
          user:pw@(db)/                    | db:3306
          user:pw@tcp()/                   | 127.0.0.1:3306
          user:pw@()/                      | 127.0.0.1:3306
          user:pw@tcp/                     | 127.0.0.1:3306
          user:pw@/                        | 127.0.0.1:3306
          user:pw@(:3307)/                 | 127.0.0.1:3307
          /                                | 127.0.0.1:3306
          tcp(db:3307)/                    | db:3307
          (db:3307)/                       | db:3307
          @(db:3307)/                      | db:3307
          user:pw@tcp4(db:3307)/           | db:3307
          user:pw@tcp4(db)/                | db:3306
          user:pw@tcp6([::1]:3307)/        | [::1]:3307
          user:pw@tcp([::1]:3307)/         | [::1]:3307
          user:pw@tcp([::1])/              | [::1]:3306
          user:pw@tcp(::1)/                | [::1]:3306
          user:pw@tcp(2001:db8::7)/        | [2001:db8::7]:3306
          user:pw@tcp([fe80::1%eth0]:3306)/ | [fe80::1%eth0]:3306
          user:pw@unix(/run/mysqld/my.sock)/ | /run/mysqld/my.sock
          user:pw@unix(relative.sock)/     | relative.sock
          user:pw@unix()/                  | /tmp/mysql.sock
          user:pw@unix/                    | /tmp/mysql.sock
          user:pw@unix(/a(b)/my.sock)/     | /a(b)/my.sock
          """)
  void namesTheAddress(String text, String expected) throws ConfigurationException {
    assertThat(parse(text).address()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user:pw@(db)/                    | user         | pw
          user@(db)/                       | user         | ''
          user:@(db)/                      | user         | ''
          :pw@(db)/                        | ''           | pw
          @(db)/                           | ''           | ''
          (db)/                            | ''           | ''
          user:a:b@(db)/                   | user         | a:b
          user:a@b@(db)/                   | user         | a@b
          user:a/b@(db)/                   | user         | a/b
          user:a?b@(db)/                   | user         | a?b
          user:a?b=c&d@(db)/               | user         | a?b=c&d
          user:a(b)c@(db)/                 | user         | a(b)c
          user:%3F%20+@(db)/               | user         | %3F%20+
          user@host:pw@(db)/               | user@host    | pw
          us%40er:pw@(db)/                 | us%40er      | pw
          user:pä@(db)/                    | user         | pä
          """)
  void splitsTheCredentials(String text, String user, String password)
      throws ConfigurationException {
    Target target = parse(text);

    assertThat(target.user()).isEqualTo(user);
    assertThat(target.password().value()).isEqualTo(password);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u:p@(db)/                        | ''
          u:p@(db)/shop                    | shop
          u:p@(db)/shop?timeout=1s         | shop
          u:p@(db)/?timeout=1s             | ''
          u:p@(db)/a%20b%2Fc               | a b/c
          u:p@(db)/a+b                     | a+b
          u:p@(db)/100%                    | 100%
          """)
  void namesTheDatabase(String text, String expected) throws ConfigurationException {
    assertThat(parse(text).options().database()).isEqualTo(expected);
  }

  @Test
  void asksForNothingByDefault() throws ConfigurationException {
    assertThat(parse("u:p@(db)/").options()).isEqualTo(SessionOptions.DEFAULT);
    assertThat(parse("u:p@(db)/?").options()).isEqualTo(SessionOptions.DEFAULT);
    assertThat(parse("u:p@(db)/?&&x&=y&").options()).isEqualTo(SessionOptions.DEFAULT);
  }

  @Test
  void setsTimeLimits() throws ConfigurationException {
    SessionOptions options = parse("u:p@(db)/?timeout=1m30s&readTimeout=250ms").options();

    assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(options.readTimeout()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void takesATimeLimitOfZeroForNone() throws ConfigurationException {
    assertThat(parse("u:p@(db)/?timeout=0s&readTimeout=0").options())
        .isEqualTo(SessionOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "tls=true, VERIFIED",
    "tls=1, VERIFIED",
    "tls=false, OFF",
    "tls=0, OFF",
    "tls=skip-verify, UNVERIFIED",
    "tls=Skip-Verify, UNVERIFIED",
    "tls=preferred, PREFERRED",
    "tls=skip-verify&allowFallbackToPlaintext=true, PREFERRED",
    "allowFallbackToPlaintext=true&tls=skip-verify, PREFERRED",
    "tls=skip-verify&allowFallbackToPlaintext=false, UNVERIFIED",
    "allowFallbackToPlaintext=true, OFF",
    "tls=false&tls=true, VERIFIED"
  })
  void choosesHowToEncrypt(String parameters, Tls.Mode expected) throws ConfigurationException {
    assertThat(parse("u:p@(db)/?" + parameters).options().tls().mode()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, true",
    "true, true",
    "TRUE, true",
    "True, true",
    "0, false",
    "false, false",
    "FALSE, false",
    "False, false"
  })
  void readsSwitches(String word, boolean expected) throws ConfigurationException {
    SessionOptions options =
        parse("u:p@(db)/?allowCleartextPasswords=%s&compress=%s".formatted(word, word)).options();

    assertThat(options.cleartextPasswords()).isEqualTo(expected);
    assertThat(options.compression()).isEqualTo(expected);
  }

  @Test
  void passesOverWhatOnlyTheGoDriverNeeds() throws ConfigurationException {
    String parameters =
        "charset=utf8mb4,utf8&collation=utf8mb4_general_ci&parseTime=true&loc=US%2FPacific"
            + "&interpolateParams=true&maxAllowedPacket=0&allowNativePasswords=false"
            + "&clientFoundRows=true&multiStatements=true&writeTimeout=5s&strict=1";

    assertThat(parse("u:p@(db)/?" + parameters).options()).isEqualTo(SessionOptions.DEFAULT);
  }

  @Test
  void setsAllElseAsVariablesOfTheSession() throws ConfigurationException {
    SessionOptions options =
        parse("u:p@(db)/?sql_mode=%27A,B%27&wait_timeout=30&x=a%3Db&wait_timeout=60").options();

    assertThat(options.variables()).containsExactly("sql_mode='A,B'", "wait_timeout=60", "x=a=b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                               | has no slash
          user:secret@tcp(db:3306)         | has no slash
          user:secret@db:3306/             | has an unknown network
          user:secret@db/                  | has an unknown network
          user:secret@udp(db:3306)/        | has an unknown network
          user:secret@TCP(db:3306)/        | has an unknown network
          user:secret@tcp(db:3306/         | has no ) at the end
          user:secret@tcp(db:3306)x/       | has no ) at the end
          user:secret@(db:3306) /          | has no ) at the end
          user:secret@tcp(db:sql)/         | has an address that is not host:port
          user:secret@tcp(db:)/            | has an address that is not host:port
          user:secret@tcp(db:0)/           | has an address that is not host:port
          user:secret@tcp(db:65536)/       | has an address that is not host:port
          user:secret@tcp([::1]:x)/        | has an address that is not host:port
          user:secret@tcp([::1)/           | has an address that is not host:port
          user:secret@tcp(::1])/           | has an address that is not host:port
          user:secret@(db)/?tls=custom     | tls is none of
          user:secret@(db)/?timeout=5      | timeout is not a duration
          user:secret@(db)/?readTimeout=x  | readTimeout is not a duration
          user:secret@(db)/?compress=yes   | compress is neither true nor false
          user:secret@(db)/?allowCleartextPasswords= | allowCleartextPasswords is neither
          user:secret@(db)/?allowFallbackToPlaintext=2 | allowFallbackToPlaintext is neither
          user:secret@(db)/?a-b=1          | a parameter whose name is not that of a variable
          """)
  void saysWhatIsWrongWithABadOne(String text, String reason) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("DATA_SOURCE_NAME ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("secret");
  }

  @Test
  void takesEveryPartFromVariables() throws ConfigurationException {
    Map<String, String> environment =
        Map.of(
            "USER",
            "root",
            "PW",
            "x",
            "NET",
            "tcp",
            "HOST",
            "db",
            "PORT",
            "3307",
            "DB",
            "shop",
            "TLS",
            "skip-verify",
            "WAIT",
            "9");
    References references = new References(environment);

    Target target =
        DataSourceName.parse(
            "$USER:${PW}@$NET($(HOST):$PORT)/$DB?tls=$TLS&wait_timeout=${WAIT}", references);

    assertThat(target.user()).isEqualTo("root");
    assertThat(target.password().value()).isEqualTo("x");
    assertThat(target.address()).hasToString("db:3307");
    assertThat(target.options().database()).isEqualTo("shop");
    assertThat(target.options().tls().mode()).isEqualTo(Tls.Mode.UNVERIFIED);
    assertThat(target.options().variables()).containsExactly("wait_timeout=9");
    assertThat(references.replaced())
        .containsExactlyInAnyOrder("USER", "PW", "NET", "HOST", "PORT", "DB", "TLS", "WAIT");
  }

  @Test
  void readsNoGrammarInWhatAVariableHolds() throws ConfigurationException {
    Map<String, String> environment =
        Map.of("WHO", "a:b@c/d?e", "PW", "$WHO", "DB", "x?tls=true", "V", "1&tls=true");
    References references = new References(environment);

    Target target = DataSourceName.parse("$WHO:$PW@(db)/$DB?v=$V", references);

    assertThat(target.user()).isEqualTo("a:b@c/d?e");
    assertThat(target.password().value()).isEqualTo("$WHO");
    assertThat(target.address()).hasToString("db:3306");
    assertThat(target.options().database()).isEqualTo("x?tls=true");
    assertThat(target.options().tls().mode()).isEqualTo(Tls.Mode.OFF);
    assertThat(target.options().variables()).containsExactly("v=1&tls=true");
  }

  @Test
  void takesAVariableForWhatItIsAlsoWhereTextIsDecoded() throws ConfigurationException {
    References references = new References(Map.of("DB", "a%20b", "V", "%27"));

    SessionOptions options = DataSourceName.parse("u:p@(db)/$DB?x=$V", references).options();

    assertThat(options.database()).isEqualTo("a%20b");
    assertThat(options.variables()).containsExactly("x=%27");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pa$word", "pa$$word", "$", "${}", "$(x", "a$1b", "pa$HOMEX"})
  void keepsAPasswordWithADollarThatNamesNothing(String password) throws ConfigurationException {
    References references = new References(Map.of("HOME", "/root"));

    Target target = DataSourceName.parse("u:" + password + "@(db)/", references);

    assertThat(target.password().value()).isEqualTo(password);
    assertThat(references.replaced()).isEmpty();
  }

  private static Target parse(String text) throws ConfigurationException {
    return DataSourceName.parse(text, new References(Map.of()));
  }
}
