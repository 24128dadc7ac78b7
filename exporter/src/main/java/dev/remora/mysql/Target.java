package dev.remora.mysql;

/**
 * A database to collect from, and as whom. Its text form holds no secret.
 *
 * @param address where it listens
 * @param user the account's name
 * @param password the account's password
 * @param options how sessions are set up
 */
public record Target(Address address, String user, Secret password, SessionOptions options) {}
