package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the sidecar logs in.
 *
 * @param username the account, or {@code $(NAME)} for a variable of the sidecar
 * @param from what reports say of where the password comes from
 * @param environment the sidecar's variables, items of {@code env}
 * @param mounts its volume mounts
 * @param warning what the owner should know; empty if nothing
 */
record Login(
    String username,
    String from,
    List<Map<String, Object>> environment,
    List<Map<String, Object>> mounts,
    String warning) {
  static final String PASSWORD = "MYSQLD_EXPORTER_PASSWORD";
  static final String PASSWORD_FILE = "MYSQLD_EXPORTER_PASSWORD_FILE";
  static final String USERNAME = "MYSQLD_EXPORTER_USERNAME";

  /** By a Secret of the sidecar's own. */
  static Login bySecret(Choices choices) {
    List<Map<String, Object>> environment = new ArrayList<>();
    String username = choices.username();
    if (!choices.secretUserKey().isEmpty()) {
      username = "$(%s)".formatted(USERNAME);
      environment.add(from(USERNAME, secretKey(choices.secret(), choices.secretUserKey())));
    }
    environment.add(from(PASSWORD, secretKey(choices.secret(), choices.secretKey())));
    return new Login(username, "Secret " + choices.secret(), environment, List.of(), "");
  }

  static Map<String, Object> from(String name, Map<String, Object> source) {
    Map<String, Object> variable = new LinkedHashMap<>();
    variable.put("name", name);
    variable.put("valueFrom", source);
    return variable;
  }

  static Map<String, Object> literal(String name, String value) {
    Map<String, Object> variable = new LinkedHashMap<>();
    variable.put("name", name);
    variable.put("value", value);
    return variable;
  }

  private static Map<String, Object> secretKey(String name, String key) {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("name", name);
    reference.put("key", key);
    return Map.of("secretKeyRef", reference);
  }

  /** Without the variables, one of which may be a password. */
  @Override
  public String toString() {
    return username + " by " + from;
  }
}
