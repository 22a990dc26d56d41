/** Told in the trade's words. */
@NullMarked
package io.strowger.transcoder.calls;

import org.jspecify.annotations.NullMarked;
