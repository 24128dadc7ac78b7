package dev.remora.inject.plan;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What an image's name says of what is in it; registry, tag and digest say nothing. */
final class Image {
  private static final Set<String> SERVERS =
      Set.of(
          "mysql",
          "mysql-server",
          "mysql-cluster",
          "mysql-ha",
          "community-server",
          "enterprise-server",
          "mariadb",
          "mariadb-server",
          "mariadb-galera",
          "mariadb-enterprise-server",
          "alpine-mariadb",
          "alpine-mysql",
          "percona",
          "percona-server",
          "percona-server-mysql",
          "percona-xtradb-cluster");
  // The series of Red Hat's images: mysql-80-c9s, mariadb-1011.
  private static final Pattern SERIES = Pattern.compile("(mysql|mariadb)-[0-9]+(-[a-z0-9]+)?");

  // Made of packages whose socket lies beside the data; most others have it below /run.
  private static final Pattern OF_RPM =
      Pattern.compile(
          "percona|percona-server(-mysql)?|mysql-server|mysql-cluster|(community|enterprise)-server");

  private Image() {}

  /** The last part of its path: {@code mysql} of {@code docker.io/bitnami/mysql:8.0@sha256:…}. */
  static String baseName(String image) {
    String path = image.strip();
    int digest = path.indexOf('@');
    path = digest < 0 ? path : path.substring(0, digest);
    path = path.substring(path.lastIndexOf('/') + 1);
    int tag = path.indexOf(':');
    return (tag < 0 ? path : path.substring(0, tag)).toLowerCase(Locale.ROOT);
  }

  static boolean isServer(String image) {
    String name = baseName(image);
    return SERVERS.contains(name) || SERIES.matcher(name).matches();
  }

  /** Whether it is made of Oracle's, Percona's or Red Hat's packages as they are. */
  static boolean isOfRpm(String image) {
    String name = baseName(image);
    return OF_RPM.matcher(name).matches() || SERIES.matcher(name).matches();
  }

  static boolean isExporter(String image) {
    String name = baseName(image);
    return name.contains("mysqld-exporter")
        || name.contains("mysqld_exporter")
        || name.contains("mysql-exporter")
        || name.equals("remora")
        || name.equals("pmm-client");
  }
}
