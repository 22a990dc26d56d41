/** What callers offer, and what they and trunks are told (RFC 8866, RFC 3264). */
@NullMarked
package io.strowger.transcoder.sdp;

import org.jspecify.annotations.NullMarked;
