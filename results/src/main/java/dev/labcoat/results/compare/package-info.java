/** Lockstep pairs, the sequential test, verdicts. */
@NullMarked
package dev.labcoat.results.compare;

import org.jspecify.annotations.NullMarked;
