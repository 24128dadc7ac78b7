/** The planner: a workload and settings to a decision with its reasons and additions; pure. */
@NullMarked
package dev.remora.inject.plan;

import org.jspecify.annotations.NullMarked;
