/** What load generators and servers elsewhere say of rates and times, in their own formats. */
@NullMarked
package dev.labcoat.results.load;

import org.jspecify.annotations.NullMarked;
