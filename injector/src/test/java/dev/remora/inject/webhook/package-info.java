/** Tests of the admission webhook. */
@NullMarked
package dev.remora.inject.webhook;

import org.jspecify.annotations.NullMarked;
