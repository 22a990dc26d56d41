/** Media from one side's codec to the other's, packet by packet. */
@NullMarked
package io.strowger.transcoder.transcode;

import org.jspecify.annotations.NullMarked;
