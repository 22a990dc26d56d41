/** Checked against the reference media. */
@NullMarked
package io.strowger.transcoder.adapter.codec;

import org.jspecify.annotations.NullMarked;
