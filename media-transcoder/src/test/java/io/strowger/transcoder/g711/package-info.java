/** Checked against the reference media. */
@NullMarked
package io.strowger.transcoder.g711;

import org.jspecify.annotations.NullMarked;
