package dev.remora.web;

import dev.remora.config.ConfigurationException;
import dev.remora.config.GoDuration;
import dev.remora.config.Shown;
import dev.remora.config.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a web configuration file; all that is wrong with it is told together. */
final class WebFileReader {
  private static final int MOST_CHARACTERS = 1 << 20;
  // The format has four.
  private static final int MOST_LEVELS = 50;

  /** The headers that may be set, and to what; to anything, if that is empty. */
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "Content-Security-Policy", List.of(),
          "Strict-Transport-Security", List.of(),
          "X-Content-Type-Options", List.of("nosniff"),
          "X-Frame-Options", List.of("deny", "sameorigin"),
          "X-XSS-Protection", List.of());

  private final Path file;
  private final Problems problems;

  private WebFileReader(Path file) {
    this.file = file;
    this.problems = new Problems(file);
  }

  /** What the file says now; what the files say that it names is not looked at. */
  static WebSettings read(Path file) throws ConfigurationException {
    return new WebFileReader(file).settings();
  }

  private WebSettings settings() throws ConfigurationException {
    YamlMap top = top();
    problems.throwIfAny();
    Optional<TlsSettings> tls = new TlsSection(top.map("tls_server_config"), file).read();
    YamlMap http = top.map("http_server_config");
    boolean http2 = http.truth("http2", true);
    Map<String, String> headers = headers(http.map("headers"));
    http.tellUnknown();
    Map<String, String> users = users(top.map("basic_auth_users"));
    RateLimit limit = rateLimit(top.map("rate_limit"));
    top.tellUnknown();
    problems.throwIfAny();
    return new WebSettings(tls, http2, headers, users, limit);
  }

  private YamlMap top() {
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(file.toString())
              .setCodePointLimit(MOST_CHARACTERS)
              .build();
      String text = text(SmallFile.read(file));
      if (isTooDeep(settings, text)) {
        return YamlMap.empty("", problems);
      }
      Optional<Node> node = new Compose(settings).composeString(text);
      return node.isPresent() ? YamlMap.of(node.get(), "", problems) : YamlMap.empty("", problems);
    } catch (NoSuchFileException e) {
      problems.add("there is no such file (--web.config.file)");
    } catch (IOException e) {
      problems.add("the file cannot be read (--web.config.file): " + SmallFile.reason(file, e));
    } catch (MarkedYamlEngineException e) {
      // Its own message quotes the file, and so perhaps a secret.
      problems.add(
          e.getProblemMark().map(Mark::getLine).orElse(0) + 1,
          "this is no YAML: look at quotes, indentation and characters such as : and *");
    } catch (YamlEngineException e) {
      problems.add("this is no YAML: it has a character that cannot be, or is too long");
    }
    return YamlMap.empty("", problems);
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Told before it is composed, which takes a part of the stack for each level. */
  private boolean isTooDeep(LoadSettings settings, String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MOST_LEVELS) {
        int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
        problems.add(line, "this is nested too deeply");
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> headers(YamlMap section) {
    Map<String, String> headers = section.texts();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey();
      List<String> values = HEADERS.get(name);
      if (values == null) {
        section.problem(name, "is no header that can be set");
      } else if (!values.isEmpty() && !values.contains(header.getValue())) {
        section.problem(name, "is not " + String.join(" or ", values));
      } else if (!isLine(header.getValue())) {
        section.problem(name, "has a character that no header may have");
      }
    }
    return headers;
  }

  private static boolean isLine(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
  }

  private static Map<String, String> users(YamlMap section) {
    Map<String, String> users = section.texts();
    for (Map.Entry<String, String> user : users.entrySet()) {
      if (!PasswordHash.isOne(user.getValue())) {
        section.problem(
            user.getKey(),
            "has no bcrypt hash, which begins with $2a$, $2b$ or $2y$: make one with htpasswd -nBC 10");
      }
    }
    return users;
  }

  private static RateLimit rateLimit(YamlMap section) {
    String text = section.text("interval");
    int burst = section.count("burst");
    section.tellUnknown();
    Optional<Duration> interval =
        text.isEmpty() ? Optional.of(Duration.ZERO) : GoDuration.parse(text);
    if (interval.isEmpty()) {
      section.problem(
          "interval", "\"%s\" is no duration such as 1s or 500ms".formatted(Shown.of(text)));
    }
    return new RateLimit(interval.orElse(Duration.ZERO), burst);
  }
}
