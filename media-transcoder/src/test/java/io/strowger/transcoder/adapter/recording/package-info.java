/** Told in the trade's words. */
@NullMarked
package io.strowger.transcoder.adapter.recording;

import org.jspecify.annotations.NullMarked;
