/** Received packets in their order and time: held back only as much as their jitter asks for. */
@NullMarked
package io.strowger.transcoder.jitter;

import org.jspecify.annotations.NullMarked;
