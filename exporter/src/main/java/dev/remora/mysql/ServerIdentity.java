package dev.remora.mysql;

/**
 * What a server says it is.
 *
 * @param flavour its dialect
 * @param version its version
 * @param account the account that it knows us as, as GRANT takes it: {@code 'user'@'host'}
 */
public record ServerIdentity(Flavour flavour, Version version, String account) {
  /** An account as CURRENT_USER gives it, {@code user@host}, in the quotes that GRANT needs. */
  static String quoted(String account) {
    int at = account.lastIndexOf('@');
    return at < 0
        ? literal(account)
        : literal(account.substring(0, at)) + '@' + literal(account.substring(at + 1));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
