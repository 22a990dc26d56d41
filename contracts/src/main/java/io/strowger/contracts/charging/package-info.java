/** Authorising, metering, settling a call's money, and every movement of an account. */
@NullMarked
package io.strowger.contracts.charging;

import org.jspecify.annotations.NullMarked;
