package dev.remora.inject.webhook;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Objects in the cluster, by their paths in its API. */
public interface Objects {
  /** The object; none if there is none. */
  Optional<Map<String, Object>> get(String path) throws IOException;

  /** Makes one in a collection; false if it is there already. */
  boolean create(String path, Map<String, Object> object) throws IOException;

  /** Writes one anew; false if somebody else has changed it since it was read. */
  boolean replace(String path, Map<String, Object> object) throws IOException;
}
