package dev.remora.mysql;

/** How a session is encrypted. */
public enum Tls {
  /** Not at all. */
  OFF,
  /** Encrypted if the server can, without checking its certificate. */
  PREFERRED,
  /** Always encrypted, without checking the certificate. */
  UNVERIFIED,
  /** Always encrypted, with the certificate and its name checked against the system's roots. */
  VERIFIED
}
