/** The one final record of a call. */
@NullMarked
package io.strowger.contracts.cdr;

import org.jspecify.annotations.NullMarked;
