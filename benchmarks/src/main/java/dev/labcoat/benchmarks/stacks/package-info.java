/** What each knob of a deployed server gives, alone and with the others. */
@NullMarked
package dev.labcoat.benchmarks.stacks;

import org.jspecify.annotations.NullMarked;
