/** Terminal, Markdown, CSV and JSON. */
@NullMarked
package dev.labcoat.results.publish;

import org.jspecify.annotations.NullMarked;
