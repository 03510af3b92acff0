/** What the JVM under the server costs. */
@NullMarked
package dev.labcoat.benchmarks.runtime;

import org.jspecify.annotations.NullMarked;
