package dev.remora.inject.plan;

import java.util.List;
import java.util.Optional;

/** Looks for the database's container: the one that was named, else the one that looks like it. */
final class ServerSearch {
  private final Pod pod;
  private final Choices choices;
  private final List<Server> probable;

  ServerSearch(Pod pod, Choices choices) {
    this.pod = pod;
    this.choices = choices;
    this.probable = pod.running().stream().map(Server::new).filter(Server::isProbable).toList();
  }

  Optional<Server> find() {
    if (!choices.container().isEmpty()) {
      return pod.running().stream()
          .filter(container -> container.name().equals(choices.container()))
          .map(Server::new)
          .findFirst();
    }
    return probable.size() == 1 ? Optional.of(probable.getFirst()) : Optional.empty();
  }

  /** Why it is the one. */
  String text(Server server) {
    String why =
        choices.container().isEmpty() ? String.join(", ", server.evidence()) : "it was named";
    return "container %s (%s)".formatted(server.container().shownName(), why);
  }

  /** Why there is none. */
  Decision none() {
    if (!choices.container().isEmpty()) {
      return new Decision.Skip(
          Reason.NO_MYSQL_CONTAINER, "no container is called %s".formatted(choices.container()));
    }
    if (probable.size() > 1) {
      List<String> names = probable.stream().map(each -> each.container().shownName()).toList();
      return new Decision.Skip(
          Reason.AMBIGUOUS_MYSQL_CONTAINERS,
          "%s all look like MySQL; %s or --container names one"
              .formatted(String.join(", ", names), Names.CONTAINER));
    }
    List<Server> all = pod.all().stream().map(Server::new).toList();
    for (Server server : all) {
      if (server.isClient()) {
        return new Decision.Skip(
            Reason.CLIENT_JOB,
            "container %s runs a client".formatted(server.container().shownName()));
      }
    }
    for (Server server : all) {
      List<String> evidence = server.evidence();
      if (!evidence.isEmpty()) {
        return new Decision.Skip(
            Reason.NO_MYSQL_CONTAINER,
            "container %s has only %s to speak for it%s; %s or --container names it"
                .formatted(
                    server.container().shownName(),
                    String.join(", ", evidence),
                    evidence.size() == 1 ? "" : ", and what it runs is not known",
                    Names.CONTAINER));
      }
    }
    return new Decision.Skip(Reason.NO_MYSQL_CONTAINER, "no container looks like MySQL");
  }
}
