package dev.remora.inject.webhook;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** Where the webhook's certificate comes from; asked again and again by one thread. */
public interface Certificates {
  /**
   * Looks whether there is a newer one, and has it presented once clients will accept it.
   *
   * @throws IOException if it cannot be had now; what was presented before goes on
   * @throws GeneralSecurityException if it is useless
   */
  void refresh(Presented presented) throws IOException, GeneralSecurityException;
}
