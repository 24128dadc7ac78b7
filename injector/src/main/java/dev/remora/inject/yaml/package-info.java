/**
 * YAML as nodes that know where they stand, the writing of it by splicing, and the proof of that.
 */
@NullMarked
package dev.remora.inject.yaml;

import org.jspecify.annotations.NullMarked;
