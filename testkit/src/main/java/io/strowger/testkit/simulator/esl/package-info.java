/** The event socket of a simulated switch: connections, their commands and their subscriptions. */
@NullMarked
package io.strowger.testkit.simulator.esl;

import org.jspecify.annotations.NullMarked;
