/**
 * Changes whose effect is known: each benchmark is one kind of change, measured without it (BASE) and with it (HEAD). {@code
 * results/truths.sh} compares the comparison's verdicts with them.
 */
@NullMarked
package dev.labcoat.benchmarks.calibration.change;

import org.jspecify.annotations.NullMarked;
