package dev.remora.config;

import dev.remora.config.OptionFile.Value;
import dev.remora.mysql.Secret;
import dev.remora.mysql.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Says of each setting where it comes from; never a secret. */
public final class Origins {
  private final CommandLine line;
  private final Map<String, String> environment;
  private final String flagsFrom;

  /**
   * Of a command line in an environment.
   *
   * @param flagsFrom where the flags were given, for people
   */
  public Origins(CommandLine line, Map<String, String> environment, String flagsFrom) {
    this.line = line;
    this.environment = environment;
    this.flagsFrom = flagsFrom;
  }

  /** The values of the flags. */
  public List<Origin> flags(List<Flag> flags) {
    List<Origin> origins = new ArrayList<>();
    for (Flag flag : flags) {
      if (!flag.name().equals(Flags.HELP) && !flag.name().equals(Flags.VERSION)) {
        origins.add(
            new Origin(
                "--" + flag.name(),
                String.join(", ", line.values(flag.name())),
                line.has(flag.name()) ? flagsFrom : Origin.DEFAULT));
      }
    }
    return origins;
  }

  /** How a section says whom to log in as where. */
  public List<Origin> section(String section, Target target) throws ConfigurationException {
    boolean named = !environment.getOrDefault(DataSourceName.VARIABLE, "").isEmpty();
    return named && section.equals(Sections.OWN) ? ofDataSourceName(target) : ofFile(section);
  }

  private List<Origin> ofDataSourceName(Target target) {
    String from = "environment " + DataSourceName.VARIABLE;
    List<Origin> origins = new ArrayList<>();
    origins.add(new Origin("address", target.address().toString(), from));
    origins.add(new Origin("user", target.user(), from));
    origins.add(new Origin("password", shown(target.password().value()), from));
    if (!target.options().database().isEmpty()) {
      origins.add(new Origin("database", target.options().database(), from));
    }
    origins.add(new Origin("tls", target.options().tls().mode().toString(), from));
    return origins;
  }

  private List<Origin> ofFile(String section) throws ConfigurationException {
    OptionFile file = new SectionsReader(line, environment).filledFile();
    Section values = new Section(file, section, new References(environment), new HashSet<>());
    List<Origin> origins = new ArrayList<>();
    for (String key : Section.KEYS) {
      for (String name = section; !name.isEmpty(); name = OptionFile.parent(name)) {
        Value value = file.section(name).get(key);
        if (value != null) {
          origins.add(new Origin(key, values.text(key), from(file, key, value)));
          break;
        }
      }
    }
    origins.add(password(file, section, values));
    return origins;
  }

  /** As the section itself: the nearest that names a password or its file decides. */
  private Origin password(OptionFile file, String section, Section values) {
    for (String name = section; !name.isEmpty(); name = OptionFile.parent(name)) {
      Value path = file.section(name).get("password-file");
      Value password = file.section(name).get("password");
      if (path != null && !path.text().isEmpty()) {
        return new Origin(
            "password-file", values.text("password-file"), from(file, "password-file", path));
      }
      if (password != null) {
        return new Origin("password", shown(password.text()), from(file, "password", password));
      }
    }
    return new Origin("password", shown(Secret.NONE.value()), Origin.DEFAULT);
  }

  private String from(OptionFile file, String key, Value value) {
    if (!value.isVerbatim()) {
      return file.path() + ":" + value.line();
    }
    return switch (key) {
      case "password" -> "environment " + SectionsReader.PASSWORD_VARIABLE;
      case "password-file" -> "environment " + SectionsReader.PASSWORD_FILE_VARIABLE;
      case "user" -> flag(Flags.USERNAME);
      default -> flag(Flags.ADDRESS);
    };
  }

  private String flag(String name) {
    return line.has(name) ? "%s --%s".formatted(flagsFrom, name) : Origin.DEFAULT;
  }

  private static String shown(String secret) {
    return secret.isEmpty() ? "(none)" : "(set)";
  }
}
