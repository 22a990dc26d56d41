/** Accounts and balances as CGRateS's methods take and tell them. */
@NullMarked
package io.strowger.rating.cgrates.account;

import org.jspecify.annotations.NullMarked;
