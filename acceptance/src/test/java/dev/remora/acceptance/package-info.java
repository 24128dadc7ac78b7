/** The distribution as a user runs it: on real servers, beside the reference, under Prometheus. */
@NullMarked
package dev.remora.acceptance;

import org.jspecify.annotations.NullMarked;
