/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.rating.charging;

import org.jspecify.annotations.NullMarked;
