/** Calls of real speech through media relays: ours and rtpengine, in the same run. */
@NullMarked
package io.strowger.benchmarks.media;

import org.jspecify.annotations.NullMarked;
