/** What an account may spend: its balances, in which order they are drawn upon, and by how much. */
@NullMarked
package io.strowger.rating.balance;

import org.jspecify.annotations.NullMarked;
