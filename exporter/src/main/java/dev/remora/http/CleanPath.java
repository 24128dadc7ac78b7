package dev.remora.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where a path leads that takes detours: {@code /a//b}, {@code /./metrics}, {@code /a/..}. */
final class CleanPath {
  private CleanPath() {}

  /**
   * Where a client is to ask instead; empty where it has asked there.
   *
   * @param asked what it asked for
   */
  static Optional<String> of(URI asked) {
    String path = asked.getPath();
    if (asked.toString().startsWith("//")) {
      // Behind two slashes the JDK sees a host.
      path = "//" + Objects.requireNonNullElse(asked.getAuthority(), "") + path;
    }
    if (path.indexOf("//") < 0 && path.indexOf("/.") < 0) {
      return Optional.empty();
    }
    String clean = clean(path);
    if (clean.equals(path)) {
      return Optional.empty();
    }
    try {
      String target = new URI(null, null, clean, null).toASCIIString();
      String query = asked.getRawQuery();
      return Optional.of(query == null ? target : target + "?" + query);
    } catch (URISyntaxException e) {
      return Optional.of("/");
    }
  }

  private static String clean(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : path.split("/", -1)) {
      if (step.equals("..")) {
        if (!steps.isEmpty()) {
          steps.removeLast();
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    String clean = "/" + String.join("/", steps);
    return path.endsWith("/") && !steps.isEmpty() ? clean + "/" : clean;
  }
}
