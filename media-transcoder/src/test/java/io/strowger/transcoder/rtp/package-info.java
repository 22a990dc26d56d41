/** RTP as it comes, and as it must not. */
@NullMarked
package io.strowger.transcoder.rtp;

import org.jspecify.annotations.NullMarked;
