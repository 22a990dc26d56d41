package io.strowger.rating.adapter.rest;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.account.EndOfMoney;
import io.strowger.rating.account.Limits;
import io.strowger.rating.ledger.Amount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Accounts as they are sent and received. */
public final class AccountBodies {
  private AccountBodies() {}

  /** An account's terms. */
  @Schema(name = "AccountTerms")
  public record TermsBody(
      @Schema(required = true, examples = "EUR") @Nullable String currency,
      @Schema(required = true, description = "the tariff's name") @Nullable String tariff,
      @Schema(description = "short for mode PREPAID or POSTPAID", defaultValue = "true")
          @Nullable Boolean prepaid,
      @Schema(description = "how its calls are paid for; goes before prepaid")
          @Nullable AccountMode mode,
      @Schema(description = "short for state ACTIVE or SUSPENDED", defaultValue = "true")
          @Nullable Boolean enabled,
      @Schema(description = "what it may do; goes before enabled") @Nullable AccountState state,
      @Schema(description = "decimal; how far below zero it may go", defaultValue = "0")
          @Nullable BigDecimal creditLimit,
      @Schema(description = "calls never end for want of money", defaultValue = "false")
          @Nullable Boolean unlimited,
      @Nullable RatingBody rating,
      @Schema(description = "names the policy for when rating cannot be asked")
          @Nullable String accountClass,
      @Nullable LimitsBody limits,
      @Schema(description = "played, and how many seconds before the end of the money it ends")
          @Nullable AnnouncementBody announceEnd,
      @Schema(description = "where callers are sent whose money ends; goes before announce_end")
          @Nullable TransferToBody transferAtEnd,
      @Schema(description = "played when the money ends soon")
          @Nullable AnnouncementBody warnBefore) {
    AccountTerms terms() {
      if (currency == null || tariff == null) {
        throw new IllegalArgumentException("currency and tariff are needed");
      }
      BigDecimal limit = Objects.requireNonNullElse(creditLimit, BigDecimal.ZERO);
      if (limit.signum() < 0) {
        throw new IllegalArgumentException("credit_limit must be 0 or more but is " + limit);
      }
      return new AccountTerms(
          Currencies.of(currency),
          tariff,
          modeOrUsual(),
          stateOrUsual(),
          Amount.micros(limit),
          Boolean.TRUE.equals(unlimited),
          rating == null ? AccountTerms.Rating.USUAL : rating.rating(),
          more());
    }

    private AccountMode modeOrUsual() {
      AccountMode usual =
          Boolean.FALSE.equals(prepaid) ? AccountMode.POSTPAID : AccountMode.PREPAID;
      return Objects.requireNonNullElse(mode, usual);
    }

    private AccountState stateOrUsual() {
      AccountState usual =
          Boolean.FALSE.equals(enabled) ? AccountState.SUSPENDED : AccountState.ACTIVE;
      return Objects.requireNonNullElse(state, usual);
    }

    private EndOfMoney endOfMoney() {
      if (transferAtEnd != null) {
        return EndOfMoney.Transfer.to(transferAtEnd.extension(), transferAtEnd.context());
      }
      return announceEnd == null
          ? new EndOfMoney.HangUp()
          : new EndOfMoney.Announce(announceEnd.media(), announceEnd.seconds());
    }

    private AccountTerms.More more() {
      return new AccountTerms.More(
          Objects.requireNonNullElse(accountClass, "standard"),
          limits == null ? Limits.NONE : limits.limits(),
          endOfMoney(),
          warnBefore == null
              ? null
              : new EndOfMoney.LowBalance(warnBefore.media(), warnBefore.seconds()));
    }
  }

  /** An extension of the switch's own dialplan. */
  @Schema(name = "TransferTo")
  public record TransferToBody(
      @Schema(required = true) String extension, @Schema(required = true) String context) {}

  /** By whose profile calls are rated. */
  @Schema(name = "AccountRating")
  public record RatingBody(
      @Schema(defaultValue = "cgrates.org") @Nullable String tenant,
      @Schema(defaultValue = "call") @Nullable String category,
      @Schema(description = "the account's own name when absent") @Nullable String subject) {
    AccountTerms.Rating rating() {
      return new AccountTerms.Rating(
          Objects.requireNonNullElse(tenant, AccountTerms.TENANT),
          Objects.requireNonNullElse(category, "call"),
          subject);
    }
  }

  /** What an account may do at most. */
  @Schema(name = "AccountLimits")
  public record LimitsBody(
      @Schema(description = "calls at once") @Nullable Integer calls,
      @Schema(description = "new calls in one second") @Nullable Integer callsPerSecond,
      @Schema(description = "decimal; what one call may cost") @Nullable BigDecimal perCall,
      @Schema(description = "decimal; what a day (UTC) of calls may cost")
          @Nullable BigDecimal perDay,
      @Schema(description = "decimal; an event is published when the money falls below it")
          @Nullable BigDecimal lowBalance) {
    Limits limits() {
      return new Limits(calls, callsPerSecond, micros(perCall), micros(perDay), micros(lowBalance));
    }

    static @Nullable LimitsBody of(Limits limits) {
      return limits.equals(Limits.NONE)
          ? null
          : new LimitsBody(
              limits.calls(),
              limits.callsPerSecond(),
              decimal(limits.perCallMicros()),
              decimal(limits.perDayMicros()),
              decimal(limits.lowBalanceMicros()));
    }

    private static @Nullable Long micros(@Nullable BigDecimal amount) {
      return amount == null ? null : (Long) Amount.micros(amount);
    }

    private static @Nullable BigDecimal decimal(@Nullable Long micros) {
      return micros == null ? null : new BigDecimal(Amount.text(micros));
    }
  }

  /** Something that a caller hears. */
  @Schema(name = "Announcement")
  public record AnnouncementBody(
      @Schema(
              required = true,
              description = "a file below the switch's sounds folder, or tone_stream://...")
          String media,
      @Schema(required = true, description = "how long before the end of the money it begins")
          int seconds) {}

  /** An account with its money. */
  @Schema(name = "Account")
  public record AccountBody(
      String id,
      String currency,
      String tariff,
      boolean prepaid,
      AccountMode mode,
      boolean enabled,
      AccountState state,
      String accountClass,
      String creditLimit,
      boolean unlimited,
      String balance,
      String reserved,
      String available,
      @Nullable LimitsBody limits,
      List<BalanceBodies.BalanceBody> balances) {
    static AccountBody of(Account account) {
      AccountTerms terms = account.terms();
      return new AccountBody(
          account.id().value(),
          terms.currency().getCurrencyCode(),
          terms.tariff(),
          terms.mode() == AccountMode.PREPAID,
          terms.mode(),
          terms.state() == AccountState.ACTIVE,
          terms.state(),
          terms.more().accountClass(),
          Amount.text(terms.creditLimitMicros()),
          terms.unlimited(),
          Amount.text(account.balanceMicros()),
          Amount.text(account.reservedMicros()),
          Amount.text(account.availableMicros()),
          LimitsBody.of(terms.more().limits()),
          account.holdings().stream().map(BalanceBodies.BalanceBody::of).toList());
    }
  }

  /** Money paid in, or changed by an operator. */
  @Schema(name = "MoneyChange")
  public record ChangeBody(
      @Schema(
              required = true,
              description = "chosen by the client: the same key changes the balance once")
          @Nullable String key,
      @Schema(required = true, description = "decimal, at most six places", examples = "10.00")
          @Nullable BigDecimal amount,
      @Schema(description = "which balance; the default one when absent") @Nullable String balance,
      @Schema(description = "why; kept with the entry") @Nullable String reason) {}

  /** One entry of the ledger. */
  @Schema(name = "Entry")
  public record EntryBody(
      long id,
      String kind,
      @Nullable String callId,
      String amount,
      String reserved,
      String balanceAfter,
      String recordedAt,
      @Nullable String balance,
      @Nullable String unit,
      @Nullable String contra) {
    static EntryBody of(AccountMovement entry) {
      return new EntryBody(
          entry.entryId(),
          entry.kind().name(),
          entry.callId() == null ? null : entry.callId().value(),
          Amount.text(entry.amountMicros()),
          Amount.text(entry.reservedMicros()),
          Amount.text(entry.balanceAfterMicros()),
          entry.recordedAt().toString(),
          entry.balanceId(),
          entry.unit(),
          entry.contra());
    }
  }
}
