/** The terminal and Markdown: tables of a commit, with a sentence under each. */
@NullMarked
package dev.labcoat.results.publish.text;

import org.jspecify.annotations.NullMarked;
