/** Told in the trade's words. */
@NullMarked
package io.strowger.transcoder.adapter.kafka;

import org.jspecify.annotations.NullMarked;
