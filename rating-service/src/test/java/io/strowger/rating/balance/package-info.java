/** Balances drawn upon without a session. */
@NullMarked
package io.strowger.rating.balance;

import org.jspecify.annotations.NullMarked;
