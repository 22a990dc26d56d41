/** Events and answers in by the batch, commands and requests out. */
@NullMarked
package io.strowger.routing.adapter.kafka;

import org.jspecify.annotations.NullMarked;
