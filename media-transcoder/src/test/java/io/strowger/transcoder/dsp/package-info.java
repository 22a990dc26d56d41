/** Tests of this room. */
@NullMarked
package io.strowger.transcoder.dsp;

import org.jspecify.annotations.NullMarked;
