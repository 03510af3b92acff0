/** Any JMH jar: what is in it, one fork of it, its result file, its flags, and the fork's side of turns. */
@NullMarked
package dev.labcoat.results.jmh;

import org.jspecify.annotations.NullMarked;
