/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.rating.cgrates.session;

import org.jspecify.annotations.NullMarked;
