/** How a cost grows with a size. */
@NullMarked
package dev.labcoat.results.fit;

import org.jspecify.annotations.NullMarked;
