/** A-law and mu-law (ITU-T G.711). */
@NullMarked
package io.strowger.transcoder.g711;

import org.jspecify.annotations.NullMarked;
