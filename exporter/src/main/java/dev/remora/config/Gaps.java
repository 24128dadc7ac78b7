package dev.remora.config;

import dev.remora.config.OptionFile.Value;
import dev.remora.mysql.Address;
import java.util.Map;

/**
 * What flags and environment say where the section {@value Sections#OWN} says nothing.
 *
 * @param address what the flag {@code --mysqld.address} says
 * @param user what the flag {@code --mysqld.username} says, empty for nothing
 * @param password what {@code MYSQLD_EXPORTER_PASSWORD} says, empty for nothing
 * @param passwordFile what {@code MYSQLD_EXPORTER_PASSWORD_FILE} says, empty for nothing
 */
record Gaps(Address address, String user, String password, String passwordFile) {
  /** Fills the gaps of a section's values; a key without a value is a gap, too. */
  void fill(Map<String, Value> section) {
    // No switch over the kinds of address: it would be made at run time, and a sidecar holds the
    // maker.
    if (address instanceof Address.UnixSocket socket) {
      fill(section, "socket", socket.path());
    } else if (address instanceof Address.Tcp tcp) {
      fill(section, "host", tcp.host());
      fill(section, "port", Integer.toString(tcp.port()));
    }
    fill(section, "user", user);
    if (isGap(section, "password") && isGap(section, "password-file")) {
      fill(section, "password", password);
      fill(section, "password-file", passwordFile);
    }
  }

  private static void fill(Map<String, Value> section, String key, String text) {
    if (!text.isEmpty() && isGap(section, key)) {
      section.put(key, Value.verbatim(text));
    }
  }

  private static boolean isGap(Map<String, Value> section, String key) {
    Value value = section.get(key);
    return value == null || value.text().isEmpty();
  }
}
