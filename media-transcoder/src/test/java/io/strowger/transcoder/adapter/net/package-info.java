/** Checked against the reference media. */
@NullMarked
package io.strowger.transcoder.adapter.net;

import org.jspecify.annotations.NullMarked;
