package io.strowger.transcoder.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.RelayRefusal;
import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.srtp.SrtpKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoredRelaysTest extends AskedRelays {
  @Test
  void a_lost_relay_is_restored_at_its_ports_unless_they_are_not_ours() {
    RelayPlace place = new RelayPlace("192.0.2.1", 31_000, 31_002);

    Outcome restored = relays.perform(restore(place), NOW);
    Outcome elsewhere =
        relays.perform(
            new TranscodingRequest.RestoreRelay(
                new TranscodingRequest.Head(new RequestId("r"), new CallId("other"), NOW),
                HANDSET,
                null,
                List.of("PCMA"),
                null,
                new RelayPlace("192.0.2.9", 31_000, 31_002)),
            NOW);

    assertThat(restored)
        .isInstanceOfSatisfying(
            Outcome.Answer.class,
            answer ->
                assertThat(((TranscodingReply.RelayAllocated) answer.reply()).place())
                    .isEqualTo(place));
    assertThat(recorder.said).containsExactly("resume " + SESSION);
    assertThat(side(Side.B).transport().remote()).isPresent();
    assertThat(((TranscodingReply.RelayRefused) ((Outcome.Answer) elsewhere).reply()).reason())
        .isEqualTo(RelayRefusal.PLACE_NOT_FREE);
  }

  @Test
  void a_relay_is_restored_however_late_the_request_is_read() {
    var place = new RelayPlace("192.0.2.1", 31_000, 31_002);

    Outcome restored = relays.perform(restore(place), NOW.plusSeconds(11));

    assertThat(restored)
        .isInstanceOfSatisfying(
            Outcome.Answer.class,
            answer ->
                assertThat(answer.reply()).isInstanceOf(TranscodingReply.RelayAllocated.class));
    assertThat(sessions.all()).hasSize(1);
  }

  @Test
  void a_restored_relay_goes_on_with_the_key_that_the_caller_was_told() {
    // Given: another transcoder, which is lost.
    var lost = allocated(asked("r1", SECURE, List.of("PCMA")));
    SrtpKeys told = side(Side.A).transport().srtp().orElseThrow();
    relays.perform(new TranscodingRequest.ReleaseRelay(head("x")), NOW);

    // When
    var restored = allocated(restore(lost.place(), SECURE, lost.callerSdp()));

    // Then
    SrtpKeys keys = side(Side.A).transport().srtp().orElseThrow();
    assertThat(keys).isEqualTo(new SrtpKeys(told.peer(), told.own(), true));
    assertThat(restored.callerSdp()).isEqualTo(lost.callerSdp());
    relays.perform(
        new TranscodingRequest.DescribeLeg(head("h"), RelayedLeg.CALLER, SECURE + "a=sendonly\r\n"),
        NOW);
    assertThat(side(Side.A).transport().srtp()).contains(keys);
  }

  @Test
  void without_the_key_that_the_caller_was_told_its_relay_is_not_restored() {
    RelayPlace place = new RelayPlace("192.0.2.1", 31_000, 31_002);

    assertThat(refusal(restore(place, SECURE, null))).isEqualTo(RelayRefusal.NO_USABLE_CODEC);
    assertThat(refusal(restore(place, SECURE, TRUNK))).isEqualTo(RelayRefusal.NO_USABLE_CODEC);
    assertThat(refusal(restore(place, SECURE, "v=0"))).isEqualTo(RelayRefusal.MALFORMED_SDP);
    assertThat(sessions.all()).isEmpty();
  }
}
