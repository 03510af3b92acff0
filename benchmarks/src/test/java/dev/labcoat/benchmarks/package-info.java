/** Tests of all benchmarks alike. */
@org.jspecify.annotations.NullMarked
package dev.labcoat.benchmarks;
