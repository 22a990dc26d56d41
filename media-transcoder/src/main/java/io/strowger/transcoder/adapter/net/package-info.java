/** Ports, sockets and the threads that serve them. */
@NullMarked
package io.strowger.transcoder.adapter.net;

import org.jspecify.annotations.NullMarked;
