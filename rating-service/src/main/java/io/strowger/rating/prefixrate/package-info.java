/** The simplest tariffs: one rate for each prefix. */
@NullMarked
package io.strowger.rating.prefixrate;

import org.jspecify.annotations.NullMarked;
