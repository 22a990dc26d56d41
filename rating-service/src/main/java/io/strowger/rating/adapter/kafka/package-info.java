/** Requests in by the batch; decisions, charges and commands out. */
@NullMarked
package io.strowger.rating.adapter.kafka;

import org.jspecify.annotations.NullMarked;
