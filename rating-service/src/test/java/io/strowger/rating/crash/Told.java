package io.strowger.rating.crash;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * All that the service has told the world, from the first record on.
 *
 * @param decisions by request
 * @param charges by call; the same charge told twice is there twice
 * @param movements by posting
 * @param deadLetters what was put aside, with the reason
 */
record Told(
    Map<String, List<ChargingDecision>> decisions,
    Map<String, List<CallCharged>> charges,
    Map<String, List<AccountMovement>> movements,
    List<String> deadLetters) {
  private static final Duration QUIET = Duration.ofMillis(500);

  /** Reads the topics to their end. */
  static Told on(Site site) {
    Told told = new Told(new HashMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
    var decisions = MessageCodec.of(ChargingDecision.class);
    var charges = MessageCodec.of(CallCharged.class);
    var movements = MessageCodec.of(AccountMovement.class);
    told.read(
        site,
        Topic.CHARGING_DECISIONS,
        (key, value) -> {
          ChargingDecision decision = Feed.read(decisions, value);
          add(told.decisions, decision.head().requestId().value(), decision);
        });
    told.read(
        site,
        Topic.CHARGES,
        (key, value) -> {
          CallCharged charge = Feed.read(charges, value);
          add(told.charges, charge.callId().value(), charge);
        });
    told.read(
        site,
        Topic.ACCOUNT_MOVEMENTS,
        (key, value) -> {
          AccountMovement movement = Feed.read(movements, value);
          add(told.movements, movement.postingId(), movement);
        });
    for (Topic topic : List.of(Topic.CHARGING_REQUESTS, Topic.CALL_EVENTS)) {
      readAll(
          site,
          site.catalogue().deadLettersOf(topic),
          (key, value) -> told.deadLetters.add(new String(value)));
    }
    return told;
  }

  /** What was decided about a call, but for what was said while the books were away. */
  List<ChargingDecision> byTheBooks(PlayedCall call) {
    return decisions.getOrDefault(call.id.value() + "-authorise", List.of()).stream()
        .filter(Told::isByTheBooks)
        .toList();
  }

  /** False for a refusal because nobody could look at the books. */
  static boolean isByTheBooks(ChargingDecision decision) {
    return !(decision instanceof ChargingDecision.CallRefused(var _, var reason)
        && reason == ChargingRefusal.BOOKS_UNAVAILABLE);
  }

  /** Which of these calls have no charge yet. */
  Set<String> withoutCharge(List<PlayedCall> calls) {
    Set<String> missing = new TreeSet<>();
    calls.forEach(call -> missing.add(call.id.value()));
    missing.removeAll(charges.keySet());
    return missing;
  }

  private void read(Site site, Topic topic, BiConsumer<String, byte[]> each) {
    readAll(site, site.catalogue().nameOf(topic), each);
  }

  private static void readAll(Site site, String topic, BiConsumer<String, byte[]> each) {
    try (var consumer = site.reader(List.of(topic))) {
      var ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(QUIET).forEach(record -> each.accept(record.key(), record.value()));
      }
    }
  }

  private static <T> void add(Map<String, List<T>> map, String key, T value) {
    map.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
  }
}
