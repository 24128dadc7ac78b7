package dev.remora.inject.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way to the database by its unix socket: a volume of the socket's folder, which both
 * containers mount.
 *
 * @param volume the volume's name
 * @param folder where both mount it
 * @param file the socket in it
 * @param isNew whether the Pod has no such volume yet
 */
record Socket(String volume, String folder, String file, boolean isNew) {
  // An empty volume there would hide the data.
  private static final List<String> DATA = List.of("/var/lib/mysql", "/bitnami", "/data");
  // What else is there would be hidden, too.
  private static final Set<String> OTHERS_TOO = Set.of("", "/run", "/tmp", "/var/tmp");

  /** The socket's volume, which the Pod has or is to be given; none where neither can be. */
  static Optional<Socket> of(Server server, Pod pod) {
    String path = server.socket();
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, slash);
    String file = path.substring(slash + 1);
    Optional<Mount> mount = Mount.of(folder, server.container().mounts());
    if (mount.isPresent()) {
      return mount
          .filter(each -> each.isAt(folder) && isShareable(each, pod))
          .map(each -> new Socket(each.volume(), each.folder(), file, false));
    }
    boolean hides =
        OTHERS_TOO.contains(Mount.canonical(folder))
            || DATA.stream().anyMatch(data -> Mount.covers(data, folder));
    return hides ? Optional.empty() : Optional.of(new Socket(freeName(pod), folder, file, true));
  }

  String address() {
    return "unix://" + folder + "/" + file;
  }

  /** The database's mount of it. */
  Map<String, Object> mount() {
    Map<String, Object> mount = new LinkedHashMap<>();
    mount.put("name", volume);
    mount.put("mountPath", folder);
    return mount;
  }

  /** The sidecar's mount of it. */
  Map<String, Object> readOnlyMount() {
    Map<String, Object> mount = mount();
    mount.put("readOnly", true);
    return mount;
  }

  Map<String, Object> definition() {
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("name", volume);
    definition.put("emptyDir", Map.of("medium", "Memory"));
    return definition;
  }

  private static boolean isShareable(Mount mount, Pod pod) {
    return !mount.isPart()
        && pod.volumes().stream()
            .anyMatch(volume ->
                mount.volume().equals(volume.get("name")) && volume.containsKey("emptyDir"));
  }

  private static String freeName(Pod pod) {
    Set<Object> taken =
        pod.volumes().stream()
            .map(volume -> volume.getOrDefault("name", ""))
            .collect(Collectors.toSet());
    String name = Names.SOCKET_VOLUME;
    for (int i = 2; taken.contains(name); i++) {
      name = Names.SOCKET_VOLUME + "-" + i;
    }
    return name;
  }
}
