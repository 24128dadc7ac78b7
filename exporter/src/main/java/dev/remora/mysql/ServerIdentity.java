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
    return at < 0 ? literal(account) : quoted(account.substring(0, at), account.substring(at + 1));
  }

  /** An account's two parts in the quotes that GRANT needs. */
  public static String quoted(String user, String host) {
    return literal(user) + "@" + literal(host);
  }

  /**
   * One of its two parts. Whether a backslash between quotes stands for itself, the server's SQL
   * mode says; between backticks it always does.
   */
  private static String literal(String part) {
    return part.contains("\\")
        ? "`" + part.replace("`", "``") + "`"
        : "'" + part.replace("'", "''") + "'";
  }
}
