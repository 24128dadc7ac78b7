/** A database with a small living workload, and the sidecar beside it, for people to look at. */
@NullMarked
package dev.remora.demo;

import org.jspecify.annotations.NullMarked;
