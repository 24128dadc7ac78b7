package dev.remora.web;

import java.util.Optional;

/** What is asked of clients, by the words of the Go programs. */
enum ClientAuth {
  /** Nothing. */
  NO_CLIENT_CERT("NoClientCert"),
  /** A certificate, if they have one; whatever it is. */
  REQUEST_CLIENT_CERT("RequestClientCert"),
  /** A certificate, whatever it is. */
  REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert"),
  /** A certificate, if they have one; a good one. */
  VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven"),
  /** A good certificate. */
  REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert");

  private final String word;

  ClientAuth(String word) {
    this.word = word;
  }

  /** By its word; nothing said asks nothing. */
  static Optional<ClientAuth> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(NO_CLIENT_CERT);
    }
    if (text.equals("RequireClientCert")) {
      // An older word.
      return Optional.of(REQUIRE_ANY_CLIENT_CERT);
    }
    for (ClientAuth auth : values()) {
      if (auth.word.equals(text)) {
        return Optional.of(auth);
      }
    }
    return Optional.empty();
  }

  /** Whether who shows none is sent away. */
  boolean isRequired() {
    return this == REQUIRE_ANY_CLIENT_CERT || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
  }

  /** Whether somebody must vouch for what is shown. */
  boolean isVerified() {
    return this == VERIFY_CLIENT_CERT_IF_GIVEN || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
  }
}
