/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.rating.cgrates.cost;

import org.jspecify.annotations.NullMarked;
