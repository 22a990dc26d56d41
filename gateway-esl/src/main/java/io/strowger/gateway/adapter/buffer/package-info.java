/** Records that wait until Kafka takes them: in memory first, then on disk, in order, bounded. */
@NullMarked
package io.strowger.gateway.adapter.buffer;

import org.jspecify.annotations.NullMarked;
