package io.strowger.rating.cgrates.cdr;

import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.RequestKind;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.charging.ChargedRun;
import io.strowger.rating.rerating.PastCharge;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of an event cost, as it is kept and published among all charges.
 *
 * @param id the same charge has the same one
 * @param name what it is told as, and its entries
 * @param used nanoseconds, or units of what is counted
 * @param account who pays
 */
public record EventCharge(
    String id, CallId name, RatedEvent rated, long used, AccountId account, ChargedCall.Cost cost) {
  private static final long NANOS = 1_000;

  /** True when so much can be told in micro-units, and of something that has a name. */
  public static boolean canBe(RatedEvent rated, long used) {
    return rated.hasUnit() && used <= Long.MAX_VALUE / Unit.MICROS;
  }

  /**
   * True when a charge was made for the same: so much of it, paid by the same in the same way. That
   * it began at another moment of the same second does not matter: records tell seconds.
   */
  public static boolean isOfSame(
      PastCharge before, RatedEvent rated, long used, Optional<AccountId> account) {
    ChargedCall.Payer payer = before.call().payer();
    return account.filter(payer.account()::equals).isPresent()
        && payer.mode() == mode(rated.kind())
        && payer.profile().equals(rated.profile())
        && payer.destination().equals(rated.destination())
        && before.call().used().equals(used(rated, used))
        && before.start().getEpochSecond() == rated.start().getEpochSecond();
  }

  private static ChargedCall.Used used(RatedEvent rated, long used) {
    Unit unit = rated.spending().unit();
    return new ChargedCall.Used(unit, usedMicros(unit, used));
  }

  /** As it is kept. */
  public ChargedCall kept(GoTime times, Instant now) {
    Instant start = rated.start();
    Instant answered = used > 0 ? start : rated.event().time("AnswerTime", times, now).orElse(null);
    Unit unit = rated.spending().unit();
    return new ChargedCall(
        id,
        name.value(),
        run(),
        new ChargedCall.Payer(account, mode(rated.kind()), rated.profile(), rated.destination()),
        cost,
        new ChargedCall.Times(
            rated.event().time("SetupTime", times, now).orElse(start),
            answered,
            unit instanceof Unit.Voice ? start.plusNanos(used) : start),
        new ChargedCall.Used(unit, usedMicros(unit, used)),
        extra());
  }

  /**
   * As it is published; empty for what is no call.
   *
   * @param kept as it is kept
   * @param after the account after it
   */
  public Optional<CallCharged> told(ChargedCall kept, Account after, Instant at) {
    if (!(kept.used().unit() instanceof Unit.Voice)) {
      return Optional.empty();
    }
    Long micros = cost.micros();
    return Optional.of(
        new CallCharged(
                id,
                name,
                account,
                rated.destination(),
                cost.tariff(),
                cost.prefix(),
                kept.usedMicros(),
                Stretch.seconds(cost.stretches()),
                micros == null ? 0 : micros,
                cost.currency(),
                after.balanceMicros(),
                at,
                run().equals(ChargedRun.CUSTOMER) ? null : run(),
                null)
            .of(kept.times().setupAt(), kept.times().answeredAt(), kept.times().endedAt()));
  }

  private String run() {
    return rated.event().text("RunID");
  }

  private static long usedMicros(Unit unit, long used) {
    return unit instanceof Unit.Voice ? Math.ceilDiv(used, NANOS) : used * Unit.MICROS;
  }

  private static AccountMode mode(RequestKind kind) {
    return switch (kind) {
      case PREPAID -> AccountMode.PREPAID;
      case PSEUDO_PREPAID -> AccountMode.PSEUDO_PREPAID;
      case POSTPAID -> AccountMode.POSTPAID;
      case RATED, NONE -> AccountMode.RATED;
    };
  }

  private Map<String, String> extra() {
    Map<String, String> extra = new HashMap<>();
    for (String field : List.of("OriginID", "OriginHost", ChargedCall.FACTOR)) {
      String text = rated.event().text(field);
      if (!text.isEmpty()) {
        extra.put(field, text);
      }
    }
    return extra;
  }

  /** What it cost by a version of a tariff. */
  public static ChargedCall.Cost priced(List<Stretch> stretches, Currency currency, String tariff) {
    return new ChargedCall.Cost(
        stretches.stream().mapToLong(Stretch::costMicros).sum(),
        currency,
        tariff,
        Stretch.prefixOf(stretches),
        null,
        stretches);
  }

  /** Why it cost nothing: it could not be priced. */
  public static ChargedCall.Cost failed(String why, Currency currency) {
    return new ChargedCall.Cost(null, currency, null, null, why, List.of());
  }
}
