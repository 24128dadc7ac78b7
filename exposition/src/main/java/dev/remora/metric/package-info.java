/** What a metric is: families and their samples, kept in columns. */
@NullMarked
package dev.remora.metric;

import org.jspecify.annotations.NullMarked;
