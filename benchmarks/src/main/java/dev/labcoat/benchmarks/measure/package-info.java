/** What every layer measures with: the state that owns a subject, and the profiler that reports what an operation cost. */
@NullMarked
package dev.labcoat.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
