/** What logging costs. */
@NullMarked
package dev.labcoat.benchmarks.logging;

import org.jspecify.annotations.NullMarked;
