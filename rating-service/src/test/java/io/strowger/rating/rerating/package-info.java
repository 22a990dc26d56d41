/** Charges of the past, replayed. */
@NullMarked
package io.strowger.rating.rerating;

import org.jspecify.annotations.NullMarked;
