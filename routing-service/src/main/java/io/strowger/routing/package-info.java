/** Decides who is called, through which carrier, in what order. */
@NullMarked
package io.strowger.routing;

import org.jspecify.annotations.NullMarked;
