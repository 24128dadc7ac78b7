package dev.remora.inject.plan;

/**
 * Whom the sidecar asks, and where it is asked itself.
 *
 * @param container the database's container
 * @param address where the database is: {@code 127.0.0.1:3306} or {@code unix:///…}
 * @param username the account that the sidecar logs in to
 * @param port the port of the metrics
 */
public record Target(String container, String address, String username, int port) {}
