package dev.remora.http;

import com.sun.net.httpserver.HttpExchange;
import dev.remora.config.LiveSections;
import dev.remora.config.Probed;
import dev.remora.config.Sections;
import dev.remora.config.Shown;
import dev.remora.log.Log;
import dev.remora.mysql.Address;
import dev.remora.mysql.Target;
import dev.remora.scrape.Engine;
import dev.remora.scrape.Engines;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which engine a request is for: that of the own database, or that of a target it names. */
final class Scrapes {
  /** What a request is for. */
  sealed interface Choice {
    /** The database that this process is there for. */
    record Own(Engine engine) implements Choice {}

    /** A database that the request names. */
    record Named(Engine engine) implements Choice {}

    /** Nothing that can be scraped. */
    record Refused(int status, String reason) implements Choice {}
  }

  private final LiveSections sections;
  private final Engines engines;
  private final Probed probed;
  private final Log log;
  private final AtomicBoolean warned = new AtomicBoolean();

  Scrapes(LiveSections sections, Engines engines, Probed probed, Log log) {
    this.sections = sections;
    this.engines = engines;
    this.probed = probed;
    this.log = log;
  }

  /** The engine of the own database. */
  Engine own() {
    return engines.own(sections.now().own());
  }

  /**
   * For the page of the own database; a request may name another section to log in by, and another
   * address.
   */
  Choice metrics(HttpExchange exchange) {
    String address = first(exchange, "target");
    String section = section(exchange);
    if (section.equals(Sections.OWN)) {
      return address.isEmpty()
          ? new Choice.Own(own())
          : named(address, section, sections.now().own());
    }
    Optional<Target> target = sections.now().target(section);
    if (target.isEmpty()) {
      return unknown(section);
    }
    // Without an address it is the one that the section itself has: nobody's choice but the file's.
    return address.isEmpty()
        ? new Choice.Named(engines.named(target.get()))
        : named(address, section, target.get());
  }

  /** For the page of a database that the request names, with the section to log in by. */
  Choice probe(HttpExchange exchange) {
    String address = first(exchange, "target");
    if (address.isEmpty()) {
      return new Choice.Refused(400, "target is required");
    }
    String section = section(exchange);
    Optional<Target> target = sections.now().target(section);
    return target.isEmpty() ? unknown(section) : named(address, section, target.get());
  }

  private static String section(HttpExchange exchange) {
    String module = first(exchange, "auth_module");
    return module.isEmpty() ? Sections.OWN : module;
  }

  private static Choice unknown(String section) {
    return new Choice.Refused(
        400, "Could not find config section [%s]".formatted(Shown.of(section)));
  }

  private Choice named(String text, String section, Target as) {
    Address address;
    try {
      address = Address.parse(text);
    } catch (IllegalArgumentException e) {
      return new Choice.Refused(
          400,
          "Error forming dsn from config section [%s]: target %s"
              .formatted(section, e.getMessage()));
    }
    if (!probed.allows(address)) {
      return new Choice.Refused(
          403, "target %s is not allowed by --probe.allow".formatted(address));
    }
    if (probed.isOpen() && !warned.getAndSet(true)) {
      log.warn(
          "Whoever reaches this port has the credentials of section sent to a server of their"
              + " choice; limit the targets with --probe.allow (said once)",
          "section",
          section,
          "target",
          address);
    }
    return new Choice.Named(
        engines.named(new Target(address, as.user(), as.password(), as.options())));
  }

  private static String first(HttpExchange exchange, String parameter) {
    List<String> values = Query.values(exchange.getRequestURI().getRawQuery(), parameter);
    return values.isEmpty() ? "" : values.getFirst();
  }
}
