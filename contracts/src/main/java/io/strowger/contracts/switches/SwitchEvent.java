package io.strowger.contracts.switches;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened to a switch itself; topic {@code switch-events}, key switch id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface SwitchEvent {

  /** What every switch event carries. */
  Head head();

  /**
   * What every switch event carries.
   *
   * @param eventId the same event seen twice has the same one
   * @param switchId the switch, and the record's key
   * @param occurredAt the switch's time of it, to the microsecond
   */
  record Head(EventId eventId, SwitchId switchId, Instant occurredAt) {}

  /**
   * The switch lives ({@code HEARTBEAT}).
   *
   * @param sessions {@code Session-Count}
   * @param maxSessions {@code Max-Sessions}
   * @param sessionsPerSecond {@code Session-Per-Sec}
   * @param idleCpuPercent {@code Idle-CPU}, 0 to 100
   */
  record HeartbeatReceived(
      @JsonUnwrapped Head head,
      int sessions,
      int maxSessions,
      int sessionsPerSecond,
      double idleCpuPercent)
      implements SwitchEvent {}

  /**
   * A trunk's registration or reachability changed ({@code CUSTOM sofia::gateway_state}).
   *
   * @param trunk the sofia gateway's name
   * @param state {@code REGED}, {@code NOREG}, {@code FAIL_WAIT}, {@code DOWN}, ...
   */
  record TrunkStateChanged(@JsonUnwrapped Head head, String trunk, String state)
      implements SwitchEvent {}

  /**
   * A user agent registered or its registration ended ({@code CUSTOM sofia::register}, {@code
   * sofia::unregister}, {@code sofia::expire}).
   *
   * @param contact the contact URI, as received
   * @param registered false when it ended
   */
  record RegistrationChanged(
      @JsonUnwrapped Head head,
      String user,
      String domain,
      @Nullable String contact,
      boolean registered)
      implements SwitchEvent {}

  /**
   * Any other {@code CUSTOM} event that was subscribed to.
   *
   * @param subclass {@code Event-Subclass}
   * @param fields the event's own headers, verbatim
   */
  record CustomEventRaised(@JsonUnwrapped Head head, String subclass, Map<String, String> fields)
      implements SwitchEvent {}

  /**
   * Someone asked for something about the switch as a whole, and it was done or refused.
   *
   * @param sender who asked
   * @param command what for, cut at 4,096 characters
   * @param reply the outcome, and what the switch said, cut at 4,096 characters
   */
  record RawCommandAudited(@JsonUnwrapped Head head, String sender, String command, String reply)
      implements SwitchEvent {}

  /**
   * The gateway had to let records go, for Kafka took none and the buffer was full, or a record was
   * more than Kafka takes: what happened on the switch meanwhile is not told in full.
   *
   * @param gateway the instance, such as {@code gateway-esl-0}
   * @param records how many, 1 or more
   * @param firstAt when the first was let go
   * @param lastAt when the last was
   */
  record RecordsDropped(
      @JsonUnwrapped Head head, String gateway, long records, Instant firstAt, Instant lastAt)
      implements SwitchEvent {}
}
