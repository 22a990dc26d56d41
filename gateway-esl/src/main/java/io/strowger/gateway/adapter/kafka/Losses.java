package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Records that were let go and not announced yet, by switch. Safe for use by many threads. */
final class Losses {
  private final String gateway;
  private final Map<SwitchId, Loss> bySwitch = new ConcurrentHashMap<>();

  private record Loss(long records, Instant firstAt, Instant lastAt) {}

  Losses(String gateway) {
    this.gateway = gateway;
  }

  /** One more. */
  void add(SwitchId switchId, Instant now) {
    bySwitch.merge(
        switchId,
        new Loss(1, now, now),
        (before, one) -> new Loss(before.records() + 1, before.firstAt(), now));
  }

  boolean isEmpty() {
    return bySwitch.isEmpty();
  }

  /** What is to be announced; it counts as announced from now on. */
  List<SwitchEvent.RecordsDropped> take() {
    List<SwitchEvent.RecordsDropped> events = new ArrayList<>();
    for (SwitchId switchId : bySwitch.keySet()) {
      Loss loss = bySwitch.remove(switchId);
      if (loss != null) {
        events.add(event(switchId, loss));
      }
    }
    return events;
  }

  /** It could not be announced: it is to be later. */
  void giveBack(SwitchEvent.RecordsDropped event) {
    bySwitch.merge(
        event.head().switchId(),
        new Loss(event.records(), event.firstAt(), event.lastAt()),
        (since, older) ->
            new Loss(since.records() + older.records(), older.firstAt(), since.lastAt()));
  }

  private SwitchEvent.RecordsDropped event(SwitchId switchId, Loss loss) {
    EventId id = new EventId(gateway + ":dropped:" + switchId + ":" + loss.lastAt().toEpochMilli());
    return new SwitchEvent.RecordsDropped(
        new SwitchEvent.Head(id, switchId, loss.lastAt()),
        gateway,
        loss.records(),
        loss.firstAt(),
        loss.lastAt());
  }
}
