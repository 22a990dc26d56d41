/** Behaviour, in the words of the trade. */
@NullMarked
package io.strowger.cdr.assembly;

import org.jspecify.annotations.NullMarked;
