/** SRTP by the system's libsrtp2. */
@NullMarked
package io.strowger.transcoder.adapter.srtp;

import org.jspecify.annotations.NullMarked;
