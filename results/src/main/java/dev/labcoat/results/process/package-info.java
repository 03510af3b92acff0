/** Processes that are gone for sure when they shall be. */
@NullMarked
package dev.labcoat.results.process;

import org.jspecify.annotations.NullMarked;
