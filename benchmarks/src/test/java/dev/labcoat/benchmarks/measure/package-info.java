/** Tests of what every layer measures with. */
@org.jspecify.annotations.NullMarked
package dev.labcoat.benchmarks.measure;
