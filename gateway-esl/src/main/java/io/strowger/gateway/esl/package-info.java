/** The event socket on the wire: frames, headers, events and requests, as bytes and values. */
@NullMarked
package io.strowger.gateway.esl;

import org.jspecify.annotations.NullMarked;
