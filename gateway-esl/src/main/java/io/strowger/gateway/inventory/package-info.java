/** What a switch is and can do, as it tells when it is connected. */
@NullMarked
package io.strowger.gateway.inventory;

import org.jspecify.annotations.NullMarked;
