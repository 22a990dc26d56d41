/** Received packets in their order and time: passed on at once where they can be. */
@NullMarked
package io.strowger.transcoder.jitter;

import org.jspecify.annotations.NullMarked;
