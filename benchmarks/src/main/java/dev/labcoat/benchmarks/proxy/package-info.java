/** What a hop through a reverse proxy costs. */
@NullMarked
package dev.labcoat.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;
