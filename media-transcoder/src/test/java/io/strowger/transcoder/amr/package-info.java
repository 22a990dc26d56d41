/** Checked against the reference media. */
@NullMarked
package io.strowger.transcoder.amr;

import org.jspecify.annotations.NullMarked;
