package dev.remora.mysql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** By which plugins we show a server who we are, and what is said where it wants another. */
final class Authentication {
  /** MySQL's code for a client that does not authenticate as the server wants it. */
  static final int NOT_SUPPORTED = 1251;

  // Without Kerberos, for which the linked runtime has no modules.
  private static final String WITH_PROOF =
      "mysql_native_password,caching_sha2_password,sha256_password,client_ed25519,parsec";

  // The password itself goes to whoever answers; the second is what MariaDB's PAM asks for.
  private static final String CLEARTEXT = "mysql_clear_password";
  private static final String DIALOG = "dialog";

  // How the driver names the plugin that it may not use, and the one that it does not know.
  private static final List<String> BEFORE_PLUGIN =
      List.of("permit requested plugin ('", "plugin type was = '");

  private Authentication() {}

  /** The plugins that a server may ask for, as the driver takes them. */
  static String plugins(SessionOptions options) {
    return options.cleartextPasswords() ? WITH_PROOF + "," + CLEARTEXT + "," + DIALOG : WITH_PROOF;
  }

  /** What the driver means when it does not do as the server wants; empty if it is not that. */
  static Optional<String> refusal(SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("requires TLS or a local unix socket")) {
      return Optional.of(
          "the server wants the password as clear text, which goes only over TLS or a unix socket");
    }
    for (String before : BEFORE_PLUGIN) {
      int at = message.indexOf(before);
      int end = message.indexOf('\'', at + before.length());
      if (at >= 0 && end >= 0) {
        return Optional.of(refusal(message.substring(at + before.length(), end)));
      }
    }
    return Optional.empty();
  }

  private static String refusal(String plugin) {
    return switch (plugin) {
      case CLEARTEXT, DIALOG ->
          "the server wants the password as clear text (%s), which has to be allowed:"
                  .formatted(plugin)
              + " enable-cleartext-plugin in the option file,"
              + " allowCleartextPasswords in DATA_SOURCE_NAME";
      case "", "mysql_old_password" ->
          "the server wants mysql_old_password, which anybody can break:"
              + " give the account another plugin";
      default ->
          "the server wants the authentication plugin %s, which is not supported".formatted(plugin);
    };
  }
}
