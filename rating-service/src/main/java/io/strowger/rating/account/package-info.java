/** Who pays for calls: on what terms, within which limits, with which balances. */
@NullMarked
package io.strowger.rating.account;

import org.jspecify.annotations.NullMarked;
