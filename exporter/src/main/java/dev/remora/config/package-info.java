/** What the user asked for: environment, files and flags, read into settings. */
@NullMarked
package dev.remora.config;

import org.jspecify.annotations.NullMarked;
