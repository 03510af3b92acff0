/** The one way in which anything is measured: plan, rounds, turns, warm-up, budget, resume. */
@NullMarked
package dev.labcoat.results.experiment;

import org.jspecify.annotations.NullMarked;
