package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Looks for the sidecar's login: a Secret that was named, else what the database's own container
 * says. What is found is taken in one order; nothing is guessed.
 */
final class LoginSearch {
  private static final List<String> ROOT_PASSWORDS =
      List.of(
          "MYSQL_ROOT_PASSWORD",
          "MARIADB_ROOT_PASSWORD",
          "MYSQL_MASTER_ROOT_PASSWORD",
          "MARIADB_MASTER_ROOT_PASSWORD");
  private static final List<String> ROOT_USERS =
      List.of(
          "MYSQL_ROOT_USER",
          "MARIADB_ROOT_USER",
          "MYSQL_MASTER_ROOT_USER",
          "MARIADB_MASTER_ROOT_USER");
  private static final List<String> NO_PASSWORDS =
      List.of(
          "MYSQL_ALLOW_EMPTY_PASSWORD",
          "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD",
          "MARIADB_ALLOW_EMPTY_PASSWORD",
          "ALLOW_EMPTY_PASSWORD");
  private static final List<String> RANDOM_PASSWORDS =
      List.of("MYSQL_RANDOM_ROOT_PASSWORD", "MARIADB_RANDOM_ROOT_PASSWORD");
  private static final List<String> USERS = List.of("MYSQL_USER", "MARIADB_USER");
  private static final List<String> USER_PASSWORDS = List.of("MYSQL_PASSWORD", "MARIADB_PASSWORD");
  // Bitnami's images take these words as no; to the official ones any word is yes.
  private static final Set<String> NO = Set.of("no", "false", "0");
  private static final String ADVICE = "make a user (kubectl remora print-sql), and give --secret";
  private static final String ROOT = "root";

  private final Container database;
  private final Choices choices;
  private final List<String> literals = new ArrayList<>();
  private final List<String> putTogether = new ArrayList<>();

  LoginSearch(Container database, Choices choices) {
    this.database = database;
    this.choices = choices;
  }

  Optional<Login> find() {
    if (!choices.secret().isEmpty()) {
      return Optional.of(Login.bySecret(choices));
    }
    return byPassword(ROOT_PASSWORDS, ROOT_USERS, "it logs in as root; better " + ADVICE)
        .or(this::withoutPassword)
        .or(() ->
            byPassword(
                USER_PASSWORDS,
                USERS,
                "it logs in as the application's user, who sees little; better " + ADVICE));
  }

  /** Why there is none. */
  Decision.NeedsCredentials none() {
    if (!literals.isEmpty()) {
      return new Decision.NeedsCredentials(
          Reason.LITERAL_PASSWORD,
          "the password stands in the manifest (%s), and is not copied unless --allow-plaintext says so; better %s"
              .formatted(literals.getFirst(), ADVICE));
    }
    String why = "no password that it could use";
    if (first(RANDOM_PASSWORDS).isPresent()) {
      why = "root's password is random (%s)".formatted(first(RANDOM_PASSWORDS).orElseThrow());
    } else if (!database.environmentFrom().isEmpty()) {
      why =
          "its variables come from %s, which cannot be seen from here (if a key there is the password,"
                  .formatted(String.join(", ", database.environmentFrom()))
              + " --secret and --secret-key name it)";
    } else if (!putTogether.isEmpty()) {
      why =
          putTogether.getFirst() + " is put together of other variables, which the sidecar has not";
    }
    return new Decision.NeedsCredentials(Reason.NEEDS_CREDENTIALS, why + "; " + ADVICE);
  }

  private Optional<Login> byPassword(List<String> passwords, List<String> users, String warning) {
    for (String name : passwords) {
      Optional<Login> login =
          byVariable(name, users, warning).or(() -> byFile(name + "_FILE", users, warning));
      if (login.isPresent()) {
        return login;
      }
    }
    return Optional.empty();
  }

  private Optional<Login> byVariable(String name, List<String> users, String warning) {
    Variable password = resolved(name);
    if (!password.saysSomething()) {
      return Optional.empty();
    }
    if (!password.isLiteral()) {
      return login(
          users,
          shown(password),
          List.of(Login.from(Login.PASSWORD, password.source())),
          List.of(),
          warning);
    }
    if (password.isPutTogether()) {
      putTogether.add(name);
      return Optional.empty();
    }
    if (!choices.allow(Choices.Permission.PLAINTEXT)) {
      literals.add(name);
      return Optional.empty();
    }
    return login(
        users,
        "a copy of " + name,
        List.of(Login.literal(Login.PASSWORD, password.value())),
        List.of(),
        warning);
  }

  /** By the file that the database reads it from, if a volume holds it. */
  private Optional<Login> byFile(String name, List<String> users, String warning) {
    String file = resolved(name).value();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    return Mount.of(file, database.mounts())
        .filter(mount -> !mount.isPutTogether())
        .flatMap(mount ->
            login(
                users,
                "file " + file,
                List.of(Login.literal(Login.PASSWORD_FILE, mount.path(file))),
                List.of(mount.readOnly()),
                warning));
  }

  private Optional<Login> withoutPassword() {
    // What comes from elsewhere may set one after all.
    if (!database.environmentFrom().isEmpty()) {
      return Optional.empty();
    }
    return first(NO_PASSWORDS)
        .filter(name -> !NO.contains(resolved(name).value().toLowerCase(Locale.ROOT)))
        .map(name ->
            new Login(
                ROOT,
                "no password (%s)".formatted(name),
                List.of(),
                List.of(),
                "root has no password here; set one"));
  }

  private Optional<Login> login(
      List<String> users,
      String from,
      List<Map<String, Object>> environment,
      List<Map<String, Object>> mounts,
      String warning) {
    Optional<String> named = first(users);
    if (named.isEmpty()) {
      return users.equals(ROOT_USERS)
          ? Optional.of(new Login(ROOT, from, environment, mounts, warning))
          : Optional.empty();
    }
    Variable user = resolved(named.get());
    if (user.isPutTogether()) {
      putTogether.add(named.get());
      return Optional.empty();
    }
    if (user.isLiteral()) {
      return Optional.of(new Login(user.value(), from, environment, mounts, warning));
    }
    List<Map<String, Object>> both = new ArrayList<>();
    both.add(Login.from(Login.USERNAME, user.source()));
    both.addAll(environment);
    return Optional.of(new Login("$(%s)".formatted(Login.USERNAME), from, both, mounts, warning));
  }

  private Optional<String> first(List<String> names) {
    return names.stream().filter(name -> resolved(name).saysSomething()).findFirst();
  }

  /** A variable; one that is nothing but the name of another is that other. */
  private Variable resolved(String name) {
    Variable variable = database.environment().getOrDefault(name, new Variable("", Map.of()));
    Matcher reference = Variable.REFERENCE.matcher(variable.value());
    if (variable.isLiteral() && reference.matches()) {
      return database.environment().getOrDefault(reference.group(1), variable);
    }
    return variable;
  }

  private static String shown(Variable password) {
    for (Map.Entry<String, Object> source : password.source().entrySet()) {
      Object name = Shape.lenientMap(source.getValue()).getOrDefault("name", "");
      if (source.getKey().equals("secretKeyRef")) {
        return "Secret " + name;
      }
      if (source.getKey().equals("configMapKeyRef")) {
        return "ConfigMap " + name;
      }
    }
    return "elsewhere";
  }
}
