/** What a database query costs, and what makes it cheaper. */
@NullMarked
package dev.labcoat.benchmarks.database;

import org.jspecify.annotations.NullMarked;
