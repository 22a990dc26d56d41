/** Asking for a media relay between AMR and G.711, and its answer. */
@NullMarked
package io.strowger.contracts.transcoding;

import org.jspecify.annotations.NullMarked;
