/** Who holds which switch: leases in the order of one log, epochs, and a fair share for each. */
@NullMarked
package io.strowger.gateway.ownership;

import org.jspecify.annotations.NullMarked;
