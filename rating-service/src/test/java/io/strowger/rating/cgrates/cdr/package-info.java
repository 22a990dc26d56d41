/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.rating.cgrates.cdr;

import org.jspecify.annotations.NullMarked;
