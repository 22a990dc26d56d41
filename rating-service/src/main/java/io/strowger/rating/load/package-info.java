/** Reads tariffs from the files they are written in, and finds every row that cannot be read. */
@NullMarked
package io.strowger.rating.load;

import org.jspecify.annotations.NullMarked;
