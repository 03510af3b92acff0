/** A comparison for its readers: terminal, page, pull request, and the page of the nights. */
@NullMarked
package dev.labcoat.results.publish.report;

import org.jspecify.annotations.NullMarked;
