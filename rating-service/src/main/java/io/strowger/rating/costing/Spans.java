package io.strowger.rating.costing;

import io.strowger.rating.plan.PriceList;
import io.strowger.rating.plan.TimedPrice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a call where its price changes: at the activation of a plan, at midnight, where a timing
 * begins, and where a slot begins. Each span is then rounded up to whole increments and swallows
 * what follows, so that the billed time may exceed the real one.
 */
final class Spans {
  private final Usage usage;
  private final ZoneId zone;
  private final List<Span> spans = new ArrayList<>();

  private Spans(Usage usage, ZoneId zone) {
    this.usage = usage;
    this.zone = zone;
  }

  /** The spans in the order of time; empty when a part of the call has no price. */
  static List<Span> of(Usage usage, List<Coverage> coverages, ZoneId zone) {
    Spans split = new Spans(usage, zone);
    boolean whole =
        usage.kind() == Usage.Kind.VOICE
            ? split.byTime(coverages)
            : split.byStart(coverages.getFirst());
    return whole ? rounded(split.spans) : List.of();
  }

  /** What is not told by the clock keeps the price it began with. */
  private boolean byStart(Coverage coverage) {
    LocalDateTime start = LocalDateTime.ofInstant(usage.start(), zone);
    TimedPrice held = coverage.prices().at(start).orElse(null);
    if (held == null) {
      return false;
    }
    bySlots(coverage, held, 0, usage.amount());
    return true;
  }

  private boolean byTime(List<Coverage> coverages) {
    for (int i = 0; i < coverages.size(); i++) {
      boolean last = i + 1 == coverages.size();
      long from = i == 0 ? 0 : offset(coverages.get(i).from());
      long to = last ? usage.amount() : offset(coverages.get(i + 1).from());
      if (!byTimings(coverages.get(i), from, to)) {
        return false;
      }
    }
    return true;
  }

  private boolean byTimings(Coverage coverage, long from, long to) {
    long at = from;
    while (at < to) {
      ZonedDateTime now = usage.start().plusNanos(at).atZone(zone);
      TimedPrice held = coverage.prices().at(now.toLocalDateTime()).orElse(null);
      if (held == null) {
        long billed = billedTo();
        if (billed <= at) {
          return false;
        }
        at = billed;
        continue;
      }
      long end = Math.min(to, offset(nextChange(coverage.prices(), now, held)));
      if (end <= at) {
        throw new IllegalStateException("the price of " + now + " ends before it: at " + end);
      }
      bySlots(coverage, held, at, end);
      at = end;
    }
    return true;
  }

  /** How far the last increment reaches that is billed so far, from the start of the usage. */
  private long billedTo() {
    return spans.isEmpty() ? 0 : rounded(spans).getLast().to() - usage.before();
  }

  /**
   * Midnight, or the start of what is better during the same day, or the moment at which clocks are
   * put forward or back, unless the price goes on then: that of any moment is told by its local
   * time alone.
   */
  private Instant nextChange(PriceList prices, ZonedDateTime now, TimedPrice held) {
    Instant next = nextMidnight(now);
    if (prices.isConstant()) {
      return next;
    }
    LocalDateTime better = prices.nextChange(now.toLocalDateTime(), held);
    if (better != null) {
      next = ZonedDateTime.ofLocal(better, zone, now.getOffset()).toInstant();
    }
    ZoneOffsetTransition clocks =
        zone.getRules().isFixedOffset() ? null : zone.getRules().nextTransition(now.toInstant());
    if (clocks == null || !clocks.getInstant().isBefore(next)) {
      return next;
    }
    ZonedDateTime then = clocks.getInstant().atZone(zone);
    boolean goesOn =
        then.toLocalDate().equals(now.toLocalDate())
            && prices.at(then.toLocalDateTime()).filter(held::equals).isPresent();
    return goesOn ? nextChange(prices, then, held) : clocks.getInstant();
  }

  /** Where clocks are put back over midnight it comes twice. */
  private Instant nextMidnight(ZonedDateTime now) {
    ZonedDateTime first = now.toLocalDate().plusDays(1).atStartOfDay(zone);
    return (first.isAfter(now) ? first : first.withLaterOffsetAtOverlap()).toInstant();
  }

  private void bySlots(Coverage coverage, TimedPrice held, long from, long to) {
    long at = from;
    while (at < to) {
      long change = held.price().nextChangeAfter(usage.before() + at);
      long end = change == Long.MAX_VALUE ? to : Math.min(to, change - usage.before());
      spans.add(new Span(usage.before() + at, usage.before() + end, coverage, held));
      at = end;
    }
  }

  private long offset(Instant instant) {
    return Duration.between(usage.start(), instant).toNanos();
  }

  private static List<Span> rounded(List<Span> spans) {
    List<Span> rounded = new ArrayList<>(spans.size());
    long billed = Long.MIN_VALUE;
    for (Span span : spans) {
      if (span.to() > billed) {
        Span rest = span.from() < billed ? span.fromOn(billed) : span;
        rounded.add(rest.roundedUp());
        billed = rounded.getLast().to();
      }
    }
    return rounded;
  }
}
