/** Events as FreeSWITCH writes them, composed from headers that are serialised once and reused. */
@NullMarked
package io.strowger.testkit.simulator.event;

import org.jspecify.annotations.NullMarked;
