/** API commands of a simulated switch, with the answers that were captured. */
@NullMarked
package io.strowger.testkit.simulator.command;

import org.jspecify.annotations.NullMarked;
