/** What a server makes of more CPUs. */
@NullMarked
package dev.labcoat.benchmarks.cpus;

import org.jspecify.annotations.NullMarked;
