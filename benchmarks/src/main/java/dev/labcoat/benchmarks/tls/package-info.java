/** What encryption and its handshakes cost, and where to end them. */
@NullMarked
package dev.labcoat.benchmarks.tls;

import org.jspecify.annotations.NullMarked;
