package dev.remora.inject.plan;

/**
 * A port that a container declares.
 *
 * @param name its name, or empty
 * @param hostNumber the node's port that leads to it, or 0
 */
record Port(String name, int number, int hostNumber) {}
