/**
 * What happens to calls on a simulated switch: arrival, applications, originating, bridging and
 * hanging up.
 */
@NullMarked
package io.strowger.testkit.simulator.call;

import org.jspecify.annotations.NullMarked;
