/** Tests of this room. */
@NullMarked
package io.strowger.transcoder.rtp;

import org.jspecify.annotations.NullMarked;
