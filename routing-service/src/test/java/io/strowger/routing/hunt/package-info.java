/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.routing.hunt;

import org.jspecify.annotations.NullMarked;
