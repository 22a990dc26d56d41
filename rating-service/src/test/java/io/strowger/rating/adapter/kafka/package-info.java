/** What is due for sessions, and what is known of switches. */
@NullMarked
package io.strowger.rating.adapter.kafka;

import org.jspecify.annotations.NullMarked;
