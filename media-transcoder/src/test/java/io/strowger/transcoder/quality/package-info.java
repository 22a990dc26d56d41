/** Told in the trade's words. */
@NullMarked
package io.strowger.transcoder.quality;

import org.jspecify.annotations.NullMarked;
