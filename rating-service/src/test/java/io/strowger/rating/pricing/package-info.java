/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.rating.pricing;

import org.jspecify.annotations.NullMarked;
