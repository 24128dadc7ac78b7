/** What people ask before they ask Prometheus: what can work here, and what to run where not. */
@NullMarked
package dev.remora.doctor;

import org.jspecify.annotations.NullMarked;
