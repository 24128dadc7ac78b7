package dev.remora.inject.cli;

import dev.remora.inject.live.Kubectl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that say what to work on. */
final class SourceOptions {
  private static final Pattern OBJECT = Pattern.compile("([a-z]+)(\\.[a-z.0-9]+)?/([a-z0-9.-]+)");
  private static final Set<String> TYPES =
      Set.of(
          "pod",
          "pods",
          "po",
          "deployment",
          "deployments",
          "deploy",
          "statefulset",
          "statefulsets",
          "sts",
          "daemonset",
          "daemonsets",
          "ds",
          "replicaset",
          "replicasets",
          "rs",
          "replicationcontroller",
          "replicationcontrollers",
          "rc",
          "job",
          "jobs",
          "cronjob",
          "cronjobs",
          "cj");

  @Parameters(
      paramLabel = "SOURCE",
      description = "A file, a folder, - for the standard input, or TYPE/NAME in the cluster.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "SOURCE",
      description = "The same.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The namespace of TYPE/NAME.")
  private String namespace = "";

  @Option(names = "--context", paramLabel = "NAME", description = "The context of TYPE/NAME.")
  private String context = "";

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The configuration of kubectl.")
  private String kubeconfig = "";

  /** All that was named, in order. */
  private List<String> all() throws UserException {
    List<String> all = new ArrayList<>(sources);
    all.addAll(files);
    if (all.isEmpty()) {
      throw new UserException("name a file, a folder, - for the standard input, or TYPE/NAME");
    }
    return all;
  }

  /** What was named that is text. */
  List<String> texts() throws UserException {
    return all().stream().filter(name -> !isObject(name)).toList();
  }

  /** What was named that is in the cluster. */
  List<String> objects() throws UserException {
    return all().stream().filter(SourceOptions::isObject).toList();
  }

  private static boolean isObject(String name) {
    var match = OBJECT.matcher(name);
    return match.matches() && TYPES.contains(match.group(1)) && !Files.exists(Path.of(name));
  }

  Kubectl kubectl(Console console) {
    List<String> flags = new ArrayList<>();
    addFlag(flags, "--namespace=", namespace);
    addFlag(flags, "--context=", context);
    addFlag(flags, "--kubeconfig=", kubeconfig);
    return new Kubectl(console.kubectl(), flags);
  }

  private static void addFlag(List<String> flags, String name, String value) {
    if (!value.isEmpty()) {
      flags.add(name + value);
    }
  }
}
