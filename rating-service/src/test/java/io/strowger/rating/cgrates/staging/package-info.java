/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.rating.cgrates.staging;

import org.jspecify.annotations.NullMarked;
