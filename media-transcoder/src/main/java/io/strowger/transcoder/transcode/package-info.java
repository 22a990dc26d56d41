/** The two directions of one call's media, packet by packet. */
@NullMarked
package io.strowger.transcoder.transcode;

import org.jspecify.annotations.NullMarked;
