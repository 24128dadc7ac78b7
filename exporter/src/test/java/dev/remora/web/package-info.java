@org.jspecify.annotations.NullMarked
package dev.remora.web;
