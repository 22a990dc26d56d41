/** Checked against the reference media. */
@NullMarked
package io.strowger.transcoder.sdp;

import org.jspecify.annotations.NullMarked;
