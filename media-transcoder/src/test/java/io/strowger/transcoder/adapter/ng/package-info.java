/** Requests over the wire. */
@NullMarked
package io.strowger.transcoder.adapter.ng;

import org.jspecify.annotations.NullMarked;
