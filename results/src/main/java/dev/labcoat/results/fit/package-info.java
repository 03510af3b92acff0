/** Laws fitted to results: arithmetic only. */
@NullMarked
package dev.labcoat.results.fit;

import org.jspecify.annotations.NullMarked;
