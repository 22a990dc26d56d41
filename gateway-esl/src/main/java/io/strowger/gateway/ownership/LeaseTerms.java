package io.strowger.gateway.ownership;

import java.time.Duration;

/**
 * How long leases last; the same for all instances of an installation.
 *
 * @param expiresAfter without a beat for so long, by the broker's clock, an instance's switches may
 *     be claimed; 1 s to 5 min
 */
public record LeaseTerms(Duration expiresAfter) {
  /** Taken over well within 15 s: 8 s to notice, the rest to connect and reconcile. */
  public static final LeaseTerms STANDARD = new LeaseTerms(Duration.ofSeconds(8));

  /** Refuses what is too short for a garbage collection, or too long for a caller. */
  public LeaseTerms {
    if (expiresAfter.toMillis() < 1_000 || expiresAfter.toMinutes() > 5) {
      throw new IllegalArgumentException("a lease must last 1 s to 5 min but " + expiresAfter);
    }
  }

  /**
   * So long an instance trusts its lease after it sent a beat that it read back. Shorter than the
   * lease, for that runs only from the beat's arrival at the broker: whoever trusts it stops before
   * anybody else may begin. No clocks are compared, only durations.
   */
  public Duration trustedFor() {
    return expiresAfter.multipliedBy(3).dividedBy(4);
  }

  /** Between two beats. */
  public Duration beatEvery() {
    return expiresAfter.dividedBy(5);
  }

  /**
   * An instance that is silent longer has been away: it must live through a whole lease again
   * before it may claim what others hold. So when Kafka comes back, nobody takes the others for
   * dead.
   */
  public Duration toleratedGap() {
    return expiresAfter.dividedBy(2);
  }
}
