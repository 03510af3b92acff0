/** What the tests of the packages below share, and the test that holds the packages apart. */
@NullMarked
package dev.labcoat.results;

import org.jspecify.annotations.NullMarked;
