/** The admission webhook: reviews in, patches out, and the certificate by which it is trusted. */
@NullMarked
package dev.remora.inject.webhook;

import org.jspecify.annotations.NullMarked;
