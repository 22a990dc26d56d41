/** Relays of calls, as routing asks for them. */
@NullMarked
package io.strowger.transcoder.calls;

import org.jspecify.annotations.NullMarked;
