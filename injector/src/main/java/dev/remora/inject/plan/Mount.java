package dev.remora.inject.plan;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume mount of a container.
 *
 * @param volume the volume's name
 * @param folder where it is mounted
 * @param written all that is written of it
 */
record Mount(String volume, String folder, Map<String, Object> written) {
  static Mount read(Map<String, Object> written) {
    return new Mount(
        String.valueOf(written.getOrDefault("name", "")),
        String.valueOf(written.getOrDefault("mountPath", "")),
        written);
  }

  /** The mount that a path lies in: of several, the one that hides the others there. */
  static Optional<Mount> of(String path, List<Mount> mounts) {
    return mounts.stream()
        .filter(mount -> covers(mount.folder, path))
        .max(Comparator.comparingInt(mount -> canonical(mount.folder).length()));
  }

  /** Whether a path is another one or lies in it. */
  static boolean covers(String other, String path) {
    String above = canonical(other);
    return !above.isEmpty() && (canonical(path) + "/").startsWith(above + "/");
  }

  boolean isAt(String path) {
    return canonical(folder).equals(canonical(path));
  }

  /** Whether less than the whole volume is mounted. */
  boolean isPart() {
    return written.containsKey("subPath") || isPutTogether();
  }

  /** Whether which part it is depends on variables of its container. */
  boolean isPutTogether() {
    return written.containsKey("subPathExpr");
  }

  /** A path in it, as it is to be called where there are no links between folders. */
  String path(String path) {
    String plain = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    return plain + canonical(path).substring(canonical(folder).length());
  }

  /** The same for a container that only reads. */
  Map<String, Object> readOnly() {
    Map<String, Object> copy = new LinkedHashMap<>(written);
    // Mounting for others is for privileged containers alone.
    copy.remove("mountPropagation");
    copy.put("readOnly", true);
    return copy;
  }

  /** In images, /var/run leads to /run. */
  static String canonical(String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return plain.equals("/var/run") || plain.startsWith("/var/run/")
        ? plain.substring("/var".length())
        : plain;
  }
}
