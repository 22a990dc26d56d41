package io.strowger.transcoder.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndOfRelaysTest extends AskedRelays {
  @Test
  void a_released_relay_tells_how_the_media_reached_it() {
    relays.perform(allocate("r1", "t-0", "PCMA"), NOW);

    Outcome outcome = relays.perform(new TranscodingRequest.ReleaseRelay(head("x")), NOW);
    Outcome again = relays.perform(new TranscodingRequest.ReleaseRelay(head("y")), NOW);

    assertThat(((Outcome.Answer) outcome).reply())
        .isInstanceOfSatisfying(
            TranscodingReply.RelayReleased.class,
            released -> {
              assertThat(released.silent()).isFalse();
              assertThat(released.caller().codec()).isEqualTo("AMR");
              assertThat(released.caller().packetsReceived()).isEqualTo(100);
              assertThat(released.caller().mos()).isBetween(3.0, 4.3);
              assertThat(released.trunk().codec()).isEqualTo("PCMA");
            });
    assertThat(again).isEqualTo(new Outcome.Nothing());
    assertThat(sessions.all()).isEmpty();
  }

  @Test
  void silence_ends_an_answered_relay_but_not_one_on_hold_or_unanswered() {
    // Given
    relays.perform(allocate("r1", "t-0", "PCMA"), NOW);
    sessions.silent = Duration.ofSeconds(599);
    Instant answered = NOW.plusSeconds(599);
    assertThat(closeSilent(answered)).as("unanswered").isEmpty();
    relays.perform(new TranscodingRequest.ConnectTrunk(head("c"), TRUNK), answered);
    relays.perform(
        new TranscodingRequest.DescribeLeg(
            head("h"), RelayedLeg.CALLER, HANDSET + "a=sendonly\r\n"),
        answered);
    sessions.silent = Duration.ofSeconds(1_199);
    Instant resumed = NOW.plusSeconds(1_199);
    assertThat(closeSilent(resumed)).as("on hold").isEmpty();

    // When
    relays.perform(
        new TranscodingRequest.DescribeLeg(head("h2"), RelayedLeg.CALLER, HANDSET), resumed);
    sessions.silent = Duration.ofSeconds(1_260);

    // Then
    assertThat(closeSilent(resumed.plusSeconds(61)))
        .singleElement()
        .isInstanceOfSatisfying(
            TranscodingReply.RelayReleased.class,
            released -> assertThat(released.silent()).isTrue());
    assertThat(relays.count()).isZero();
  }

  @Test
  void a_shorter_limit_counts_from_when_it_begins_to_hold() {
    // Given: nothing is heard while the trunk rings, nor while the caller holds it.
    relays.perform(allocate("r1", "t-0", "PCMA"), NOW);
    Instant answered = NOW.plusSeconds(100);
    Instant resumed = NOW.plusSeconds(1_000);

    // When
    relays.perform(new TranscodingRequest.ConnectTrunk(head("c"), TRUNK), answered);
    sessions.silent = Duration.ofSeconds(159);
    assertThat(closeSilent(answered.plusSeconds(59))).as("just answered").isEmpty();
    relays.perform(
        new TranscodingRequest.DescribeLeg(
            head("h"), RelayedLeg.CALLER, HANDSET + "a=sendonly\r\n"),
        answered.plusSeconds(59));
    relays.perform(
        new TranscodingRequest.DescribeLeg(head("h2"), RelayedLeg.CALLER, HANDSET), resumed);
    sessions.silent = Duration.ofSeconds(1_059);

    // Then
    assertThat(closeSilent(resumed.plusSeconds(59))).as("just resumed").isEmpty();
    relays.perform(
        new TranscodingRequest.DescribeLeg(head("h3"), RelayedLeg.CALLER, HANDSET),
        resumed.plusSeconds(60)); // said again, which changes nothing
    sessions.silent = Duration.ofSeconds(1_061);
    assertThat(closeSilent(resumed.plusSeconds(61))).hasSize(1);
  }

  @Test
  void the_end_of_a_silent_relay_is_said_until_it_was_told() {
    // Given
    relays.perform(allocate("r1", "t-0", "PCMA"), NOW);
    sessions.silent = Duration.ofSeconds(601);
    List<TranscodingReply> ended = closeSilent(NOW.plusSeconds(601));
    assertThat(ended).hasSize(1);

    // When
    List<TranscodingReply> untold = closeSilent(NOW.plusSeconds(602));
    relays.told(untold);

    // Then
    assertThat(untold).isEqualTo(ended);
    assertThat(closeSilent(NOW.plusSeconds(603))).isEmpty();
  }

  @Test
  void an_end_that_was_not_told_is_forgotten_once_the_call_has_a_relay_again() {
    // Given
    relays.perform(allocate("r1", "t-0", "PCMA"), NOW);
    sessions.silent = Duration.ofSeconds(601);
    assertThat(closeSilent(NOW.plusSeconds(601))).hasSize(1);

    // When
    sessions.silent = Duration.ZERO;
    relays.perform(allocate("r2", "t-0", "PCMA"), NOW);

    // Then: the new one would be taken for silent.
    assertThat(closeSilent(NOW.plusSeconds(602))).isEmpty();
  }

  @Test
  void a_call_is_recorded_where_the_request_says_so() {
    relays.perform(
        new TranscodingRequest.AllocateRelay(head("r1"), HANDSET, List.of("PCMA"), "talk"), NOW);
    relays.perform(new TranscodingRequest.ReleaseRelay(head("x")), NOW);

    assertThat(recorder.said).containsExactly("start talk", "stop");
  }
}
