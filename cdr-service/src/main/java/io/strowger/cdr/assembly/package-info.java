/** Joins legs, attempts and charge into the one record of a call. */
@NullMarked
package io.strowger.cdr.assembly;

import org.jspecify.annotations.NullMarked;
