/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.routing.carrier;

import org.jspecify.annotations.NullMarked;
