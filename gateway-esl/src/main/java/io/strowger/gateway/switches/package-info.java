/** What a switch tells of itself: that it lives, its trunks, its registrations. */
@NullMarked
package io.strowger.gateway.switches;

import org.jspecify.annotations.NullMarked;
