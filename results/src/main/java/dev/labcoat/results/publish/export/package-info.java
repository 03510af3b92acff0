/** Results for other programs. */
@NullMarked
package dev.labcoat.results.publish.export;

import org.jspecify.annotations.NullMarked;
