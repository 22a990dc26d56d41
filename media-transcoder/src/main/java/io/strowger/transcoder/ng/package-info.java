/**
 * The {@code ng} protocol, by which Kamailio and OpenSIPS drive a relay: bencoded dictionaries over
 * UDP, as rtpengine speaks it.
 */
@NullMarked
package io.strowger.transcoder.ng;

import org.jspecify.annotations.NullMarked;
