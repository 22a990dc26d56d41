/** The media relays there are, and which one shall be asked. */
@NullMarked
package io.strowger.routing.relay;

import org.jspecify.annotations.NullMarked;
