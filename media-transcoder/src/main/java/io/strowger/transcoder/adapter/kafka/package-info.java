/** Requests for relays in, answers out. */
@NullMarked
package io.strowger.transcoder.adapter.kafka;

import org.jspecify.annotations.NullMarked;
