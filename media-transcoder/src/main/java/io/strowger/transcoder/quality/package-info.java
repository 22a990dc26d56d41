/** How good a call sounds, estimated from what was measured of its packets. */
@NullMarked
package io.strowger.transcoder.quality;

import org.jspecify.annotations.NullMarked;
