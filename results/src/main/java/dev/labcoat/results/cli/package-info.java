/** The commands, nothing else. */
@NullMarked
package dev.labcoat.results.cli;

import org.jspecify.annotations.NullMarked;
