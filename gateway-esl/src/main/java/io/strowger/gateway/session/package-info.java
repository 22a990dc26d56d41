/** One connection with a switch, from its first frame to its last. */
@NullMarked
package io.strowger.gateway.session;

import org.jspecify.annotations.NullMarked;
