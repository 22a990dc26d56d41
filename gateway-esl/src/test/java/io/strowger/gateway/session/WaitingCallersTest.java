package io.strowger.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callers who reach {@code park} while nobody listens. */
class WaitingCallersTest {
  private static final String WAITS = "{\"uuid\":\"u1\",\"application\":\"park\"}";
  private static final String[] PARK = {"variable_current_application", "park"};

  private final SessionRig rig = new SessionRig();

  @Test
  void are_offered_when_their_leg_was_known_before_the_connection_was_lost() throws Exception {
    // Given
    rig.connect();
    rig.tells("CHANNEL_CREATE", "u1");

    // When
    rig.connect(WAITS);
    rig.answer(dump(PARK));

    // Then
    assertThat(rig.story()).containsExactly("leg_created u1", "call_parked u1");
    assertThat(rig.told.getLast().head().eventId()).hasToString("u1:found:park");
  }

  @Test
  void are_offered_once() throws Exception {
    // Given
    rig.connect();
    rig.tells("CHANNEL_CREATE", "u1", "Event-Date-Timestamp", "10");
    rig.connect(WAITS);
    rig.answer(dump(with(PARK, "Event-Date-Timestamp", "20")));

    // When the event of their park was under way, and they are looked at again
    rig.tells("CHANNEL_PARK", "u1", with(PARK, "Event-Date-Timestamp", "15"));
    rig.connect(WAITS);
    rig.answer(dump(PARK));

    // Then
    assertThat(rig.story()).containsExactly("leg_created u1", "call_parked u1");
  }

  @Test
  void are_offered_under_the_address_of_who_took_their_switch_over() throws Exception {
    // Given
    rig.connect();
    rig.tells("CHANNEL_CREATE", "u1");
    SessionRig next = new SessionRig();
    next.memory.restore(rig.noted);

    // When
    next.connect(WAITS);
    next.answer(dump(PARK));

    // Then: the takeover first, for who followed the call must not take it for one that came back
    assertThat(next.story()).containsExactly("leg_taken_over u1", "call_parked u1");
  }

  @Test
  void are_not_offered_again_by_who_takes_their_switch_over_once_they_were_answered()
      throws Exception {
    // Given
    String[] answered = with(PARK, "Caller-Channel-Answered-Time", "1800000000000000");
    rig.connect();
    rig.tells("CHANNEL_CREATE", "u1");
    rig.tells("CHANNEL_PARK", "u1", PARK);
    rig.tells("CHANNEL_ANSWER", "u1", answered);
    SessionRig next = new SessionRig();
    next.memory.restore(List.of(rig.noted.getLast()));

    // When
    next.connect(WAITS);

    // Then
    assertThat(next.story()).containsExactly("leg_taken_over u1");
  }

  @Test
  void are_offered_though_the_dialplan_had_answered_them() throws Exception {
    // Given
    String[] answered = with(PARK, "Caller-Channel-Answered-Time", "1800000000000000");
    rig.connect();
    rig.tells("CHANNEL_CREATE", "u1");
    rig.tells("CHANNEL_ANSWER", "u1", "Caller-Channel-Answered-Time", "1800000000000000");

    // When
    rig.connect(WAITS, "{\"uuid\":\"u2\",\"application\":\"park\"}");
    rig.answer(dump(answered));
    rig.answer(SessionRig.json("CHANNEL_DATA", "u2", answered));

    // Then
    assertThat(rig.story())
        .containsExactly(
            "leg_created u1",
            "leg_answered u1",
            "call_parked u1",
            "call_parked u2",
            "leg_answered u2");
  }

  @Test
  void are_not_offered_once_they_are_joined_with_another_leg() throws Exception {
    // When
    rig.connect(WAITS);
    rig.answer(
        dump(
            with(
                PARK,
                "variable_signal_bond",
                "u2",
                "Caller-Channel-Answered-Time",
                "1800000000000000")));

    // Then
    assertThat(rig.story()).containsExactly("leg_created u1", "leg_answered u1");
  }

  @Test
  void of_answered_legs_only_those_that_may_wait_are_looked_at() throws Exception {
    // Given
    rig.connect();
    for (String leg : List.of("u1", "u2")) {
      rig.tells("CHANNEL_CREATE", leg);
      rig.tells("CHANNEL_ANSWER", leg, "Caller-Channel-Answered-Time", "1800000000000000");
    }

    // When
    rig.connect(WAITS, "{\"uuid\":\"u2\",\"application\":\"bridge\"}");

    // Then
    assertThat(rig.sent).contains("api uuid_dump u1 json").doesNotContain("api uuid_dump u2 json");
    assertThat(rig.told).noneMatch(CallEvent.CallParked.class::isInstance);
  }

  private static String dump(String... headers) {
    return SessionRig.json("CHANNEL_DATA", "u1", headers);
  }

  private static String[] with(String[] headers, String... more) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + more.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return all;
  }
}
