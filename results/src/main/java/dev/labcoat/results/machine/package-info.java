/** What this machine is, has free, and is busy with. */
@NullMarked
package dev.labcoat.results.machine;

import org.jspecify.annotations.NullMarked;
