/** Reports of what was sent and received (RFC 3550, section 6). */
@NullMarked
package io.strowger.transcoder.rtcp;

import org.jspecify.annotations.NullMarked;
