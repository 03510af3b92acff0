/** How long a request waits for its response at a given rate, and which rate a server sustains. */
@NullMarked
package dev.labcoat.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
