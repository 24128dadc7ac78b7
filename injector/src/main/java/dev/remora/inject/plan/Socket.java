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

  /** The socket's volume, which the Pod has or is to be given; none where neither can be. */
  static Optional<Socket> of(Server server, Pod pod) {
    String path = server.socket();
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, slash);
    String file = path.substring(slash + 1);
    for (Map<String, Object> mount : server.container().mounts()) {
      String mounted = String.valueOf(mount.getOrDefault("mountPath", ""));
      if (covers(mounted, folder)) {
        String volume = String.valueOf(mount.getOrDefault("name", ""));
        return isShareable(volume, mount, pod) && canonical(mounted).equals(canonical(folder))
            ? Optional.of(new Socket(volume, mounted, file, false))
            : Optional.empty();
      }
    }
    boolean hidesData = folder.isEmpty() || DATA.stream().anyMatch(data -> covers(data, folder));
    return hidesData
        ? Optional.empty()
        : Optional.of(new Socket(freeName(pod), folder, file, true));
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

  private static boolean isShareable(String name, Map<String, Object> mount, Pod pod) {
    return !mount.containsKey("subPath")
        && !mount.containsKey("subPathExpr")
        && pod.volumes().stream()
            .anyMatch(volume -> name.equals(volume.get("name")) && volume.containsKey("emptyDir"));
  }

  private static boolean covers(String mounted, String folder) {
    String above = canonical(mounted);
    return !above.isEmpty() && (canonical(folder) + "/").startsWith(above + "/");
  }

  /** In images, /var/run leads to /run. */
  private static String canonical(String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return plain.equals("/var/run") || plain.startsWith("/var/run/")
        ? plain.substring("/var".length())
        : plain;
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
