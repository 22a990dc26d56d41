/** Sockets of the gateway. */
@NullMarked
package io.strowger.gateway.adapter.esl;

import org.jspecify.annotations.NullMarked;
