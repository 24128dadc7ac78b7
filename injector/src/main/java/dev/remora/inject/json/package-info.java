/** JSON as plain maps, lists, texts, numbers and booleans. */
@NullMarked
package dev.remora.inject.json;

import org.jspecify.annotations.NullMarked;
