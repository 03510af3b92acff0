/** Tests of the fits. */
@org.jspecify.annotations.NullMarked
package dev.labcoat.results.fit;
