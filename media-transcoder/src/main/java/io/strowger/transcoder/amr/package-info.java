/** AMR narrowband speech frames and how RTP carries them (RFC 4867). */
@NullMarked
package io.strowger.transcoder.amr;

import org.jspecify.annotations.NullMarked;
