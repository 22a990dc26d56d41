/**
 * The legs of a simulated switch: their states, times and variables, and the events that show them.
 */
@NullMarked
package io.strowger.testkit.simulator.channel;

import org.jspecify.annotations.NullMarked;
