/** Charges of the past by other prices: what they would have been, and what corrects them. */
@NullMarked
package io.strowger.rating.rerating;

import org.jspecify.annotations.NullMarked;
