/** Faults that are made on purpose, and counts of what came of them. */
@NullMarked
package dev.labcoat.results.faults;

import org.jspecify.annotations.NullMarked;
