package dev.remora.acceptance;

/** A series that may be off by a little, and why. */
record Allowance(String series, double tolerance, String reason) {}
