package io.strowger.rating.cgrates.session;

import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.costing.MaxUsage;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.plan.RatingProfile;
import java.time.Instant;

/**
 * What rating needs to know of a run.
 *
 * @param start when it was answered, else set up, else now
 */
public record RatedEvent(CgrEvent event, RatingProfile.Key profile, Instant start) {
  /** Why so much is refused. */
  public static final String TOO_MUCH = "MAX_USAGE_EXCEEDED";

  private static final long THREE_HOURS = 3 * 3_600_000_000_000L;

  /**
   * Of a run.
   *
   * @param category of events that name none
   */
  public static RatedEvent of(CgrEvent event, String category, GoTime times, Instant now) {
    String subject = event.textOr("Subject", event.text("Account"));
    Instant start =
        event
            .time("AnswerTime", times, now)
            .or(() -> event.time("SetupTime", times, now))
            .orElse(now);
    return new RatedEvent(
        event,
        new RatingProfile.Key(event.tenant(), event.textOr("Category", category), subject),
        start);
  }

  /** The same, begun at another moment. */
  public RatedEvent begun(Instant at) {
    return new RatedEvent(event, profile, at);
  }

  /** How it asks to be paid for. */
  public RequestKind kind() {
    return RequestKind.of(event.text("RequestType"));
  }

  /** The number. */
  public String destination() {
    return event.text("Destination");
  }

  /** What kind of usage it is, such as {@code *voice}. */
  public String usageKind() {
    return event.textOr("ToR", "*voice");
  }

  /**
   * Refuses what can only be a mistake.
   *
   * @throws RpcError when it is more than anybody uses
   */
  public void requireUsual(long usage) {
    if (MaxUsage.exceeded(usageKind(), usage)) {
      throw new RpcError(TOO_MUCH);
    }
  }

  /** True when its usage is of a kind that balances may hold. */
  public boolean hasUnit() {
    return usageKind().equals("*voice") || Unit.Counted.isName(unitName());
  }

  private String unitName() {
    return usageKind().startsWith("*") ? usageKind().substring(1) : usageKind();
  }

  /** What balances are drawn upon for. */
  public Spending spending() {
    Unit unit = usageKind().equals("*voice") ? new Unit.Voice() : new Unit.Counted(unitName());
    return new Spending(
        profile, destination(), start, unit, event.text("BalanceFactorID"), null, null);
  }

  /** So much of it, priced as a whole. */
  public Usage usage(long amount) {
    Usage.Kind kind = usageKind().equals("*voice") ? Usage.Kind.VOICE : Usage.Kind.UNITS;
    return new Usage(profile, destination(), start, amount, kind, 0, true);
  }

  /** The same, priced as for another subject, such as that of a bundle. */
  public Usage usage(String subject, long amount) {
    Usage own = usage(amount);
    return new Usage(
        profile.withSubject(subject), own.destination(), start, amount, own.kind(), 0, true);
  }

  /** How much is asked for where an event does not say it. */
  public static long usualUsage(String usageKind) {
    return switch (usageKind) {
      case "*data" -> 1_048_576;
      case "*sms" -> 1;
      default -> THREE_HOURS;
    };
  }
}
