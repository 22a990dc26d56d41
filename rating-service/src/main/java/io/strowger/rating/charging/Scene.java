package io.strowger.rating.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.Account;
import io.strowger.rating.ledger.Posting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a decision may look at.
 *
 * @param accounts as they stand, all postings so far included
 * @param session what is known of the call; absent when nothing is
 */
public record Scene(
    Function<AccountId, Optional<Account>> accounts, @Nullable CallSession session, Instant now) {
  Optional<Account> account(AccountId id) {
    return accounts.apply(id);
  }

  /** The same once these are posted, too. */
  Scene after(List<Posting> postings) {
    return new Scene(id -> account(id).map(each -> each.after(postings)), session, now);
  }
}
