/** Checked with the octets that a proxy sends. */
@NullMarked
package io.strowger.transcoder.ng;

import org.jspecify.annotations.NullMarked;
