/** The web configuration file: who may come in at the door, and how the way there is encrypted. */
@NullMarked
package dev.remora.web;

import org.jspecify.annotations.NullMarked;
