package dev.remora.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.remora.servers.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The image as a kubelet runs it, without one: its root and nothing else, which nobody may write;
 * as any user; with the files that a Pod mounts there.
 *
 * @param user the numbers of user and group
 * @param mounts what of this machine is where in the image
 */
record PodImage(String user, Map<String, Path> mounts) {
  private static final Path ROOT =
      Path.of(System.getProperty("remora.home", "../dist/target/remora"))
          .resolveSibling("image/root")
          .toAbsolutePath()
          .normalize();

  // It all becomes one process, so that whoever started it can end it.
  private static final String SCRIPT =
      """
      root=$0
      user=$1
      shift
      mount -t tmpfs none /mnt
      mkdir /mnt/upper /mnt/work /mnt/root
      mount -t overlay none -o lowerdir="$root",upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
      mkdir -p /mnt/root/proc /mnt/root/dev
      mount --rbind /proc /mnt/root/proc
      mount --rbind /dev /mnt/root/dev
      while [ "$1" != -- ]; do
        mkdir -p "$(dirname "/mnt/root$2")"
        touch "/mnt/root$2"
        mount --bind "$1" "/mnt/root$2"
        shift 2
      done
      shift
      mount -o remount,ro /mnt/root
      cd /
      exec chroot --userspec="$user" /mnt/root "$@"
      """;

  PodImage {
    mounts = Map.copyOf(mounts);
  }

  /** As this user, with what a kubelet mounts in every Pod. */
  static PodImage as(String user) {
    return new PodImage(user, Map.of("/etc/hosts", Path.of("/etc/hosts")));
  }

  /** With a file or a socket of this machine. */
  PodImage with(String place, Path file) {
    Map<String, Path> all = new TreeMap<>(mounts);
    all.put(place, file);
    return new PodImage(user, all);
  }

  /** The command in it. */
  Program run(String command) {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to change the root");
    assumeTrue(Files.isDirectory(ROOT), "the build has made no image here");
    List<String> arguments = new ArrayList<>(List.of("--mount", "sh", "-euc", SCRIPT));
    arguments.add(ROOT.toString());
    arguments.add(user);
    mounts.forEach((place, file) -> arguments.addAll(List.of(file.toString(), place)));
    arguments.addAll(List.of("--", command));
    return new Program(Path.of("/usr/bin/unshare"), arguments, new TreeMap<>());
  }
}
