/** Revisions, and builds of them. */
@NullMarked
package dev.labcoat.results.git;

import org.jspecify.annotations.NullMarked;
