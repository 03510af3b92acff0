/** The store on disk, per machine and commit. */
@NullMarked
package dev.labcoat.results.history;

import org.jspecify.annotations.NullMarked;
