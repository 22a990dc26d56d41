/** Files that tariffs are written in. */
@NullMarked
package io.strowger.rating.load;

import org.jspecify.annotations.NullMarked;
