/**
 * Remora on a real Kubernetes. Whatever cluster kubectl finds by itself is the one that is tested;
 * {@code e2e/run} starts one where there is none.
 */
@NullMarked
package dev.remora.e2e;

import org.jspecify.annotations.NullMarked;
