/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.rating.adapter.db;

import org.jspecify.annotations.NullMarked;
