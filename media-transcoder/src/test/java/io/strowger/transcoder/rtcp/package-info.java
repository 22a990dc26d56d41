/** Tests of this room. */
@NullMarked
package io.strowger.transcoder.rtcp;

import org.jspecify.annotations.NullMarked;
