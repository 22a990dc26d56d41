/** Events, results and charges in by the batch; records out. */
@NullMarked
package io.strowger.cdr.adapter.kafka;

import org.jspecify.annotations.NullMarked;
