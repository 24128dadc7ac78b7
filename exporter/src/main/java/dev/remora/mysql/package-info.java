/** The database: where it is, sessions with it, rows from it. The only package that sees JDBC. */
@NullMarked
package dev.remora.mysql;

import org.jspecify.annotations.NullMarked;
