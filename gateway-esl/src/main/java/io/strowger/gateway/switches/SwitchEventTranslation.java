package io.strowger.gateway.switches;

import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.gateway.esl.EslEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a switch's own events into ours. */
public final class SwitchEventTranslation {
  private static final Set<String> OF_EVERY_EVENT =
      Set.of(
          "Event-Name",
          "Core-UUID",
          "FreeSWITCH-Hostname",
          "FreeSWITCH-Switchname",
          "FreeSWITCH-IPv4",
          "FreeSWITCH-IPv6",
          "Event-Date-Local",
          "Event-Date-GMT",
          "Event-Date-Timestamp",
          "Event-Calling-File",
          "Event-Calling-Function",
          "Event-Calling-Line-Number",
          "Event-Sequence",
          "Event-Subclass");

  private final SwitchId switchId;

  /** A translation of one switch's events. */
  public SwitchEventTranslation(SwitchId switchId) {
    this.switchId = switchId;
  }

  /** The switch event of an event; empty for one that is about something else. */
  public Optional<SwitchEvent> translate(EslEvent event) {
    return switch (event.name()) {
      case "HEARTBEAT" -> Optional.of(heartbeat(event));
      // What legs raise by our own orders is about calls.
      case "CUSTOM" ->
          orEmpty(event.header("Event-Subclass")).startsWith("strowger::")
              ? Optional.empty()
              : Optional.of(custom(event));
      default -> Optional.empty();
    };
  }

  private SwitchEvent heartbeat(EslEvent event) {
    return new SwitchEvent.HeartbeatReceived(
        head(event),
        (int) event.micros("Session-Count"),
        (int) event.micros("Max-Sessions"),
        (int) event.micros("Session-Per-Sec-Last"),
        percent(event.header("Idle-CPU")));
  }

  private SwitchEvent custom(EslEvent event) {
    String subclass = orEmpty(event.header("Event-Subclass"));
    return switch (subclass) {
      case "sofia::gateway_state" ->
          new SwitchEvent.TrunkStateChanged(
              head(event), orEmpty(event.header("Gateway")), orEmpty(event.header("State")));
      case "sofia::register" -> registration(event, "from-user", "from-host", true);
      case "sofia::unregister" -> registration(event, "from-user", "from-host", false);
      case "sofia::expire" -> registration(event, "user", "host", false);
      default -> new SwitchEvent.CustomEventRaised(head(event), subclass, fields(event));
    };
  }

  private SwitchEvent registration(EslEvent event, String user, String host, boolean registered) {
    return new SwitchEvent.RegistrationChanged(
        head(event),
        orEmpty(event.header(user)),
        orEmpty(event.header(host)),
        event.header("contact"),
        registered);
  }

  private SwitchEvent.Head head(EslEvent event) {
    return new SwitchEvent.Head(
        new EventId(event.coreUuid() + ":" + event.sequence()),
        switchId,
        Instant.EPOCH.plus(event.timestampMicros(), ChronoUnit.MICROS));
  }

  private static Map<String, String> fields(EslEvent event) {
    Map<String, String> own = new TreeMap<>();
    event.forEach((name, value) -> {
      if (!OF_EVERY_EVENT.contains(name)) {
        own.put(name, value);
      }
    });
    return own;
  }

  private static double percent(@Nullable String value) {
    try {
      return value == null ? 0 : Math.clamp(Double.parseDouble(value), 0, 100);
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
