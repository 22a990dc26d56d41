/** Tests of this room. */
@NullMarked
package io.strowger.transcoder.jitter;

import org.jspecify.annotations.NullMarked;
