/** When a series of results changed. */
@NullMarked
package dev.labcoat.results.trend;

import org.jspecify.annotations.NullMarked;
