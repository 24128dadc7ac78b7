package dev.remora.mysql;

/**
 * What a server says it is.
 *
 * @param flavour its dialect
 * @param version its version
 */
public record ServerIdentity(Flavour flavour, Version version) {}
