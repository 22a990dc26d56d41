/** Checked against the reference media. */
@NullMarked
package io.strowger.transcoder.transcode;

import org.jspecify.annotations.NullMarked;
