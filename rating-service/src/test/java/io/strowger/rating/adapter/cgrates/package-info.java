/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.rating.adapter.cgrates;

import org.jspecify.annotations.NullMarked;
