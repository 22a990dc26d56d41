/** The main job, from the switch's first event to the record of the call. */
@NullMarked
package io.strowger.quickstart;

import org.jspecify.annotations.NullMarked;
