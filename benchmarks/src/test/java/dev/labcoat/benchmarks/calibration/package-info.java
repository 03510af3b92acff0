/** Benchmarks whose cost is known, or which fail on purpose: with them the comparison itself is tested. */
@NullMarked
package dev.labcoat.benchmarks.calibration;

import org.jspecify.annotations.NullMarked;
