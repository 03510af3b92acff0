/** From pairs to a verdict: difference, margin, the sequential test. */
@NullMarked
package dev.labcoat.results.verdict;

import org.jspecify.annotations.NullMarked;
