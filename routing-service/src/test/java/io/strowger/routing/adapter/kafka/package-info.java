/** Hunts on a real broker and database. */
@NullMarked
package io.strowger.routing.adapter.kafka;

import org.jspecify.annotations.NullMarked;
