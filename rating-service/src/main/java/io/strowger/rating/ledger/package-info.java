/** Accounts and the entries that change them. */
@NullMarked
package io.strowger.rating.ledger;

import org.jspecify.annotations.NullMarked;
