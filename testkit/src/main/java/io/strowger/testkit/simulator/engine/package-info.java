/** The simulated switch's one thread, its timers, and what belongs to the switch as a whole. */
@NullMarked
package io.strowger.testkit.simulator.engine;

import org.jspecify.annotations.NullMarked;
