/** What serving files and pages costs. */
@NullMarked
package dev.labcoat.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
