package io.strowger.rating.adapter.db;

import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.account.EndOfMoney;
import io.strowger.rating.account.Limits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of an account's terms has no column of its own; what is usual is left out. */
record StoredAccount(
    @Nullable String category,
    @Nullable String subject,
    @Nullable String accountClass,
    @Nullable Limits limits,
    @Nullable StoredEnd end,
    EndOfMoney.@Nullable LowBalance lowBalance) {

  /** What becomes of a call whose money ends; a hang-up says nothing. */
  record StoredEnd(
      @Nullable String media,
      @Nullable Integer seconds,
      @Nullable String extension,
      @Nullable String context) {
    static @Nullable StoredEnd of(EndOfMoney end) {
      return switch (end) {
        case EndOfMoney.HangUp() -> null;
        case EndOfMoney.Announce(String media, int seconds) ->
            new StoredEnd(media, seconds, null, null);
        case EndOfMoney.Transfer(String extension, String context) ->
            new StoredEnd(null, null, extension, context);
      };
    }

    EndOfMoney end() {
      if (media != null && seconds != null) {
        return new EndOfMoney.Announce(media, seconds);
      }
      return extension != null && context != null
          ? new EndOfMoney.Transfer(extension, context)
          : new EndOfMoney.HangUp();
    }
  }

  static StoredAccount of(AccountTerms terms) {
    AccountTerms.More more = terms.more();
    return new StoredAccount(
        terms.rating().category(),
        terms.rating().subject(),
        more.accountClass(),
        more.limits(),
        StoredEnd.of(more.endOfMoney()),
        more.lowBalance());
  }

  AccountTerms.Rating rating(String tenant) {
    return new AccountTerms.Rating(tenant, Objects.requireNonNullElse(category, "call"), subject);
  }

  AccountTerms.More more() {
    return new AccountTerms.More(
        Objects.requireNonNullElse(accountClass, "standard"),
        Objects.requireNonNullElse(limits, Limits.NONE),
        end == null ? new EndOfMoney.HangUp() : end.end(),
        lowBalance);
  }
}
