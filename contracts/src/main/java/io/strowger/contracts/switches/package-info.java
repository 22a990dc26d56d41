/** What happens to a switch itself: its heartbeat, trunks, registrations, and who owns it. */
@NullMarked
package io.strowger.contracts.switches;

import org.jspecify.annotations.NullMarked;
