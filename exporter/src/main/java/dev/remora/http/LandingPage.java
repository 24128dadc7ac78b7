package dev.remora.http;

import dev.remora.self.BuildInfo;

/** The page for people who open the address itself. */
final class LandingPage {
  private LandingPage() {}

  static String html(BuildInfo build, String telemetryPath) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>MySQLd Exporter</title></head>
    <body>
    <h1>Remora</h1>
    <p>Prometheus Exporter for MySQL servers</p>
    <p>(version=%s, branch=%s, revision=%s)</p>
    <ul>
    <li><a href="%s">Metrics</a></li>
    <li><a href="/-/healthy">Health of this process</a></li>
    <li><a href="/-/ready">Whether the database answers</a></li>
    </ul>
    </body>
    </html>
    """
        .formatted(
            escaped(build.version()),
            escaped(build.branch()),
            escaped(build.revision()),
            escaped(telemetryPath));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
