/** How files are read, written and deleted, so that none does harm and none is half there. */
@NullMarked
package dev.labcoat.results.files;

import org.jspecify.annotations.NullMarked;
