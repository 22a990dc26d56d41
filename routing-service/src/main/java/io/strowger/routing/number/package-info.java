/** Numbers as they are dialled, and what a carrier wants them to look like. */
@NullMarked
package io.strowger.routing.number;

import org.jspecify.annotations.NullMarked;
