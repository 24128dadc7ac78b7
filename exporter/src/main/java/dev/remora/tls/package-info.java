/** Certificates and keys as users have them in files, and what sessions and doors make of them. */
@org.jspecify.annotations.NullMarked
package dev.remora.tls;
