/** Drives JMH forks, and writes each finished fork to disk at once. */
@NullMarked
package dev.labcoat.results.record;

import org.jspecify.annotations.NullMarked;
