/** What a small server on the JVM needs beside the JDK's own. */
@NullMarked
package dev.remora.serving;

import org.jspecify.annotations.NullMarked;
