package io.strowger.rating.balance;

import io.strowger.rating.costing.Coverage;
import io.strowger.rating.plan.FinalRounding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run has drawn so far. */
final class Record {
  private final List<Stretch> stretches = new ArrayList<>();
  private final Spending spending;
  private long position;
  private long spentMicros;
  private long draws;
  private @Nullable Part open;
  private int openSpan = -1;

  Record(long from, Spending spending) {
    this.position = from;
    this.spending = spending;
  }

  List<Stretch> stretches() {
    return stretches;
  }

  long position() {
    return position;
  }

  /** What it cost so far, connect fee not counted. */
  long spentMicros() {
    return spentMicros;
  }

  long draws() {
    return draws;
  }

  /** A new price begins with what is drawn next. */
  void begin() {
    open = null;
  }

  void free(Draw draw) {
    open = null;
    stretches.add(
        new Stretch(
            position, "", "", "", spending.destination(), FinalRounding.NONE, List.of(draw)));
    moveBy(draw);
  }

  void priced(Part part, Draw draw) {
    if (open == part && openSpan == part.index()) {
      Stretch last = stretches.removeLast();
      List<Draw> more = new ArrayList<>(last.draws());
      more.add(draw);
      stretches.add(last.with(more));
    } else {
      Coverage coverage = part.span().coverage();
      stretches.add(
          new Stretch(
              position,
              coverage.subject().subject(),
              coverage.plan(),
              coverage.match().destination(),
              coverage.match().prefix(),
              part.span().price().price().rounding(),
              List.of(draw)));
      open = part;
      openSpan = part.index();
    }
    spentMicros += draw.increment() == 0 ? 0 : draw.costMicros();
    moveBy(draw);
  }

  private void moveBy(Draw draw) {
    position += draw.length();
    draws++;
  }
}
