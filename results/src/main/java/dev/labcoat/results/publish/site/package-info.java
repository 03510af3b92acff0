/** The static site: what got slower lately, and a chart of each benchmark. It needs no server. */
@NullMarked
package dev.labcoat.results.publish.site;

import org.jspecify.annotations.NullMarked;
