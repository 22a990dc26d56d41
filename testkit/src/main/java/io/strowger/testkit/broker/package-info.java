/**
 * A Kafka broker for tests and for one machine: embedded, in a container, or one that runs already.
 */
@NullMarked
package io.strowger.testkit.broker;

import org.jspecify.annotations.NullMarked;
