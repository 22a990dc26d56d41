/** One call's search for someone who answers: its attempts, and what to do when one fails. */
@NullMarked
package io.strowger.routing.hunt;

import org.jspecify.annotations.NullMarked;
