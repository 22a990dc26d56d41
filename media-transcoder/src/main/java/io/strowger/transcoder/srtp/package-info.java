/** Keys of SRTP (RFC 3711) as SDP carries them (RFC 4568). */
@NullMarked
package io.strowger.transcoder.srtp;

import org.jspecify.annotations.NullMarked;
