/** Where JVMs spend their CPU time: profilers in them, what they record, and what grew between two of them. */
@NullMarked
package dev.labcoat.results.profile;

import org.jspecify.annotations.NullMarked;
