/** What a run consists of: plain records, no I/O. */
@NullMarked
package dev.labcoat.results.model;

import org.jspecify.annotations.NullMarked;
