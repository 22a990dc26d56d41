package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.testkit.PackagedService;
import io.strowger.testkit.Patience;
import io.strowger.testkit.database.Databases;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two instances work on the same account at once, as while partitions change hands. */
class TwoServicesIT {
  private static final int PARTITIONS = 6;
  private static final int CALLS = 200;
  private static final int MONEY_FOR = 37;
  private static final int CENTS_A_GRANT = 60;
  private static final String ACCOUNT = "rich-one";
  private static final Duration SOON = Patience.START;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @Test
  void of_200_calls_at_once_just_37_are_granted_where_the_money_is_for_37() throws Exception {
    Site site = Site.create(Databases.forTests().createDatabase("crash_two"), PARTITIONS);
    try (PackagedService first = RatingProcess.start(site, 0, Map.of());
        PackagedService second = RatingProcess.start(site, 1, Map.of());
        Publisher publisher = new Publisher(site.kafka())) {
      await().atMost(SOON).until(() -> first.isReady() && second.isReady());
      Operator operator = new Operator(first::address);
      operator.tariff("crash", Prices.RATES);
      operator.account(ACCOUNT, "crash", true);
      operator.topUp(ACCOUNT, "all", MONEY_FOR * CENTS_A_GRANT).join();
      List<PlayedCall> calls = calls();
      Words words = new Words(site);

      publisher.sendAll(everywhere(calls.stream().map(words::mayIt).toList()));
      await().atMost(SOON).until(() -> Told.on(site).decisions().size() == CALLS);

      Told told = Told.on(site);
      calls.forEach(call -> call.authorised = authorised(told, call));
      assertThat(calls.stream().filter(call -> call.authorised)).hasSize(MONEY_FOR);
      second.kill();
      calls.forEach(this::hangUp);
      publisher.sendAll(everywhere(calls.stream().map(words::settle).toList()));
      Settled.everything(site, calls);
      new Audit(site, Told.on(site))
          .passes(calls, Map.of(ACCOUNT, MONEY_FOR * CENTS_A_GRANT * 10_000L));
    }
  }

  private List<PlayedCall> calls() {
    List<PlayedCall> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(
          new PlayedCall(
              new CallId("at-once-" + i), new AccountId(ACCOUNT), Prices.BY_SECOND, now));
    }
    return calls;
  }

  private void hangUp(PlayedCall call) {
    call.answeredAt = call.authorised ? now : null;
    call.endedAt = now.plusSeconds(10);
  }

  /** On all partitions, not on the account's alone: both instances get some. */
  private static List<Outgoing> everywhere(List<Outgoing> records) {
    List<Outgoing> spread = new ArrayList<>();
    for (Outgoing record : records) {
      spread.add(
          new Outgoing(
              record.topic(),
              spread.size() % PARTITIONS,
              record.key(),
              new HashMap<>(record.headers()),
              record.value()));
    }
    return spread;
  }

  private static boolean authorised(Told told, PlayedCall call) {
    return told.decisions().getOrDefault(call.id.value() + "-authorise", List.of()).getFirst()
        instanceof ChargingDecision.CallAuthorized;
  }
}
