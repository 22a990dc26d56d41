/** The record of every call. */
@NullMarked
package io.strowger.cdr;

import org.jspecify.annotations.NullMarked;
