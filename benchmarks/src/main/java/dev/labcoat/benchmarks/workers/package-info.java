/** How many threads a server should have, and what happens where it runs out of something. */
@NullMarked
package dev.labcoat.benchmarks.workers;

import org.jspecify.annotations.NullMarked;
