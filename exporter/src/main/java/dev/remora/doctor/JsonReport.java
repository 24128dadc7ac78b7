package dev.remora.doctor;

import dev.remora.config.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report for machines. Its keys are documented, and none of them changes its meaning. */
final class JsonReport {
  private JsonReport() {}

  /** The report, to its last line end. */
  static String of(Report report) {
    Server server = report.server();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("exit_code", report.exitCode());
    json.put("summary", summary(report));
    json.put(
        "target",
        object(
            "section", report.section(),
            "address", report.address(),
            "account", server.identity().account(),
            "tls", server.encryption()));
    json.put(
        "server",
        object(
            "flavour", server.isMariadb() ? "mariadb" : "mysql",
            "version", server.version(),
            "comment", server.comment()));
    json.put("needed", prescription(report.needed()));
    json.put("possible", prescription(report.possible()));
    json.put("collectors", report.findings().stream().map(f -> collector(f, server)).toList());
    json.put("flags_from", report.flagsFrom().words());
    json.put("configuration", report.configuration().stream().map(JsonReport::origin).toList());
    json.put("warnings", report.warnings());
    return Json.of(json);
  }

  /** What there is to say where the database could not be reached. */
  static String of(Unreached unreached, int exitCode, List<Origin> configuration) {
    Map<String, Object> error =
        object(
            "address", unreached.address(),
            "message", unreached.cause(),
            "code", unreached.code(),
            "advice", unreached.advice());
    return Json.of(
        object(
            "exit_code", exitCode,
            "error", error,
            "configuration", configuration.stream().map(JsonReport::origin).toList()));
  }

  private static Map<String, Object> summary(Report report) {
    Map<String, Object> summary = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      summary.put(verdict.key(), report.of(verdict).size());
    }
    return summary;
  }

  private static Map<String, Object> prescription(Prescription prescription) {
    return object(
        "run", prescription.statements(),
        "options_after_restart", prescription.options(),
        "options_to_keep", prescription.keeps(),
        "advice", prescription.advice());
  }

  private static Map<String, Object> collector(Finding finding, Server server) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", finding.collector());
    json.put("asked", finding.asked());
    json.put("verdict", finding.verdict().key());
    json.put("reason", finding.reason());
    json.putAll(prescription(Prescription.of(finding.steps(), server.identity().account())));
    json.put("milliseconds", finding.cost().milliseconds());
    json.put("statements", finding.cost().statements());
    json.put("rows", finding.cost().rows());
    json.put("series", finding.cost().series());
    return json;
  }

  private static Map<String, Object> origin(Origin origin) {
    return object("name", origin.name(), "value", origin.value(), "from", origin.from());
  }

  /** An object of keys and values, which take turns. */
  private static Map<String, Object> object(Object... pairs) {
    Map<String, Object> object = new LinkedHashMap<>();
    List<Object> left = new ArrayList<>(List.of(pairs));
    while (!left.isEmpty()) {
      object.put(left.removeFirst().toString(), left.removeFirst());
    }
    return object;
  }
}
