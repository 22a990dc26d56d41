/** RTP packets and their wrapping counters (RFC 3550). */
@NullMarked
package io.strowger.transcoder.rtp;

import org.jspecify.annotations.NullMarked;
