/** What happens to a call, as the gateway tells it on call-events. */
@NullMarked
package io.strowger.contracts.call;

import org.jspecify.annotations.NullMarked;
