package io.strowger.rating.crash;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.Outgoing;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Calls whose requests are made up one step after the other, by a seeded generator. */
final class Exchange {
  private static final int RICH = 5;
  private static final int POOR = 3;
  private static final long PLENTY = 1_000_000_000_000L;
  private static final double TWICE = 0.1;

  private final Random random;
  private final Words words;
  private final Cashier cashier;
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final List<PlayedCall> calls = new ArrayList<>();
  private final List<PlayedCall> open = new ArrayList<>();

  /** Opens the accounts. */
  Exchange(Site site, long seed) throws SQLException {
    this.random = new Random(seed);
    this.words = new Words(site);
    this.cashier = new Cashier(site);
    for (int i = 0; i < RICH; i++) {
      cashier.open("rich-" + i, true);
      cashier.payIn("rich-" + i, PLENTY);
    }
    for (int i = 0; i < POOR; i++) {
      cashier.open("poor-" + i, true);
    }
    cashier.open("postpaid-0", false);
  }

  /** Some more requests, of new calls or of calls under way. */
  List<Outgoing> some() {
    List<Outgoing> requests = new ArrayList<>();
    for (int i = 0, count = random.nextInt(1, 5); i < count; i++) {
      Outgoing request = one();
      requests.add(request);
      if (random.nextDouble() < TWICE) {
        requests.add(request);
      }
    }
    return requests;
  }

  /** The ends of all calls under way. */
  List<Outgoing> theEnd() {
    List<Outgoing> ends = new ArrayList<>();
    List.copyOf(open).forEach(call -> ends.add(end(call)));
    return ends;
  }

  /** Pays a poor account in a little. */
  void payInALittle() throws SQLException {
    cashier.payIn("poor-" + random.nextInt(POOR), random.nextLong(10_000, 300_000));
  }

  /** Every call there was. */
  List<PlayedCall> calls() {
    return calls;
  }

  Cashier cashier() {
    return cashier;
  }

  private Outgoing one() {
    PlayedCall call = open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    if (call == null || random.nextInt(3) == 0) {
      return begin();
    }
    if (call.answeredAt == null && random.nextInt(4) > 0) {
      call.answeredAt = call.askedAt.plusMillis(random.nextInt(20_000));
      return words.meter(call);
    }
    return random.nextInt(3) == 0 ? words.renew(call, random.nextInt(2, 4)) : end(call);
  }

  private Outgoing begin() {
    PlayedCall call =
        new PlayedCall(
            new CallId(new UUID(random.nextLong(), random.nextLong()).toString()),
            payer(),
            Prices.BY_SECOND,
            start.plusMillis(calls.size()));
    calls.add(call);
    open.add(call);
    return words.mayIt(call);
  }

  private AccountId payer() {
    return switch (random.nextInt(3)) {
      case 0 -> new AccountId("rich-" + random.nextInt(RICH));
      case 1 -> new AccountId("poor-" + random.nextInt(POOR));
      default -> new AccountId("postpaid-0");
    };
  }

  private Outgoing end(PlayedCall call) {
    open.remove(call);
    Instant last = call.answeredAt == null ? call.askedAt : call.answeredAt;
    call.endedAt = last.plusMillis(random.nextInt(150_000));
    return words.settle(call);
  }
}
