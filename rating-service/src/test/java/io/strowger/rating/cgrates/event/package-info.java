/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.rating.cgrates.event;

import org.jspecify.annotations.NullMarked;
