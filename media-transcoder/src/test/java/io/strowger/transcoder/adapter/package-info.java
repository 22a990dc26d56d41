/** Checked against the reference media. */
@NullMarked
package io.strowger.transcoder.adapter;

import org.jspecify.annotations.NullMarked;
