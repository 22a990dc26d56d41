/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.rating.cgrates.account;

import org.jspecify.annotations.NullMarked;
