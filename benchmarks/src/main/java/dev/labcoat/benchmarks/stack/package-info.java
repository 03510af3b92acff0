/** What a whole request costs, and each thing that is put in its way. */
@NullMarked
package dev.labcoat.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
