package io.strowger.rating.balance;

import io.strowger.rating.costing.Span;
import io.strowger.rating.plan.PriceRule.MaxCost;
import io.strowger.rating.plan.RatingProfile;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Usage under one subject's prices, and how far it was drawn for. */
final class Part {
  private final RatingProfile.Key by;
  private final Curve curve;
  private final long spentBefore;
  private final boolean feeDue;
  private int span;
  private long done;
  private boolean feePaid;

  Part(RatingProfile.Key by, Curve curve, boolean feeDue, long spentBefore) {
    this.by = by;
    this.curve = curve;
    this.feeDue = feeDue && curve.feeMicros() > 0;
    this.spentBefore = spentBefore;
  }

  RatingProfile.Key by() {
    return by;
  }

  boolean owesFee() {
    return feeDue && !feePaid;
  }

  void feeIsPaid() {
    feePaid = true;
  }

  long feeMicros() {
    return curve.feeMicros();
  }

  /** All that is left of it, fee included when it is due. */
  long leftMicros() {
    int last = curve.spans().size() - 1;
    return curve.micros(last, curve.increments(last)) - (feeDue && !feePaid ? 0 : sofar());
  }

  boolean isDone() {
    return span >= curve.spans().size();
  }

  Span span() {
    return curve.spans().get(span);
  }

  int index() {
    return span;
  }

  /** Where the next increment begins. */
  long position() {
    return isDone()
        ? curve.spans().getLast().to()
        : span().from() + done * span().slot().increment();
  }

  /** How many increments of this span are left. */
  long left() {
    return curve.increments(span) - done;
  }

  /** How many increments of this span are charged before its max cost is reached. */
  long charged() {
    return Math.max(0, curve.charged(span) - done);
  }

  /** True when nothing of this span costs anything. */
  boolean isFree() {
    return curve.micros(span, curve.increments(span)) == before();
  }

  /** What the next so many increments cost, in micro-units. */
  long cost(long increments) {
    return curve.micros(span, done + increments) - sofar();
  }

  /** The most increments, up to some number, that cost no more than this. */
  long affordable(long micros, long most) {
    if (most == 0 || cost(most) <= micros) {
      return most;
    }
    long enough = 0;
    long tooMany = most;
    while (tooMany - enough > 1) {
      long middle = enough + (tooMany - enough) / 2;
      if (cost(middle) <= micros) {
        enough = middle;
      } else {
        tooMany = middle;
      }
    }
    return enough;
  }

  /** How many increments may begin before the call has cost so much that it is to be cut. */
  long beforeCut() {
    if (!(span().price().price().maxCost() instanceof MaxCost.DisconnectAt(BigDecimal most))) {
      return left();
    }
    long limit = most.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
    long spent = spentBefore + sofar() - curve.feeMicros();
    if (spent >= limit) {
      return 0;
    }
    long under = affordable(limit - spent - 1, left());
    return Math.min(left(), under + 1);
  }

  void advance(long increments) {
    done += increments;
    if (left() == 0) {
      span++;
      done = 0;
    }
  }

  private long sofar() {
    return done == 0 ? before() : curve.micros(span, done);
  }

  /**
   * What was charged before this span; where the rounding changes, its first increment corrects.
   */
  private long before() {
    return span == 0 ? curve.micros(0, 0) : curve.micros(span - 1, curve.increments(span - 1));
  }
}
