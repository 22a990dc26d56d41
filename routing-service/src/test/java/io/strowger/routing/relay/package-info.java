/** Which transcoder is asked. */
@NullMarked
package io.strowger.routing.relay;

import org.jspecify.annotations.NullMarked;
