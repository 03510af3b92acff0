@NullMarked
package dev.labcoat.results.trend;

import org.jspecify.annotations.NullMarked;
