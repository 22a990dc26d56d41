/** Sessions' speech in files. */
@NullMarked
package io.strowger.transcoder.adapter.recording;

import org.jspecify.annotations.NullMarked;
