package io.strowger.transcoder.ng;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SpeechFormat;
import io.strowger.transcoder.session.SpokenTypes;
import org.junit.jupiter.api.Test;

class NgReoffersTest extends ProxiedCalls {
  private static final String AMR_FIRST =
      TRUNK
          .replace("RTP/AVP 8 101", "RTP/AVP 107 8 111")
          .replace("a=rtpmap:8 PCMA", "a=rtpmap:107 AMR-WB/16000\r\na=rtpmap:8 PCMA")
          .replace("a=rtpmap:101 telephone-event/8000", "a=rtpmap:111 telephone-event/16000");

  private static final String HANDSET_WITHOUT_EVENTS = HANDSET.replace(" 107 106 111 110", " 107");

  @Test
  void hold_passes_between_the_parties_and_payload_types_stay() throws Exception {
    // Given
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));
    String held = HANDSET.replace("107 106", "106 107") + "a=sendonly\r\n";

    // When: the handset holds the trunk.
    Bencoded.Dictionary offered = perform(KamailioBytes.offerAgain("3", held, A, B));
    Bencoded.Dictionary answered =
        perform(KamailioBytes.answer("4", TRUNK + "a=recvonly\r\n", A, B));

    // Then
    assertThat(lines(offered)).contains("m=audio 30002 RTP/AVP 8 101", "a=sendonly");
    assertThat(lines(answered)).contains("m=audio 30000 RTP/AVP 107 111", "a=recvonly");
    assertThat(side(Side.A).flow()).isEqualTo(Flow.SENDONLY);
    assertThat(side(Side.B).flow()).isEqualTo(Flow.RECVONLY);
    assertThat(version(offered)).isGreaterThan(version(answered) - 2);
  }

  @Test
  void the_trunk_may_offer_again_and_finds_the_handset_as_it_was() throws Exception {
    // Given
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));

    // When
    Bencoded.Dictionary offered =
        perform(KamailioBytes.offerAgain("3", TRUNK + "a=sendonly\r\n", B, A));
    Bencoded.Dictionary answered =
        perform(
            KamailioBytes.answer(
                "4", HANDSET.replace(" 107 106 111 110", " 107 111") + "a=recvonly\r\n", B, A));

    // Then
    assertThat(lines(offered))
        .contains(
            "m=audio 30000 RTP/AVP 107 111",
            "a=fmtp:107 mode-change-capability=2; max-red=0",
            "a=sendonly");
    assertThat(lines(answered)).contains("m=audio 30002 RTP/AVP 8 101", "a=recvonly");
    assertThat(side(Side.B).flow()).isEqualTo(Flow.SENDONLY);
    assertThat(side(Side.A).flow()).isEqualTo(Flow.RECVONLY);
  }

  @Test
  void a_handset_is_offered_events_again_once_the_trunk_has_some() throws Exception {
    // Given: an answer without.
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", WITHOUT_EVENTS, A, B));

    // When: the trunk offers without, then with.
    Bencoded.Dictionary without = perform(KamailioBytes.offerAgain("3", WITHOUT_EVENTS, B, A));
    perform(KamailioBytes.answer("4", HANDSET_WITHOUT_EVENTS, B, A));
    boolean between = side(Side.A).events().isPresent();
    Bencoded.Dictionary with = perform(KamailioBytes.offerAgain("5", TRUNK, B, A));

    // Then
    assertThat(lines(without)).contains("m=audio 30000 RTP/AVP 107");
    assertThat(between).isFalse();
    assertThat(lines(with)).contains("m=audio 30000 RTP/AVP 107 111");
  }

  @Test
  void a_trunk_that_held_without_events_is_offered_its_own_again() throws Exception {
    // Given: music on hold, which takes none.
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));
    perform(KamailioBytes.offerAgain("3", WITHOUT_EVENTS + "a=sendonly\r\n", B, A));
    perform(KamailioBytes.answer("4", HANDSET_WITHOUT_EVENTS + "a=recvonly\r\n", B, A));

    // When: the handset resumes.
    Bencoded.Dictionary offered = perform(KamailioBytes.offerAgain("5", HANDSET, A, B));
    Bencoded.Dictionary answered = perform(KamailioBytes.answer("6", TRUNK, A, B));

    // Then
    assertThat(lines(offered)).contains("m=audio 30002 RTP/AVP 8 101");
    assertThat(lines(answered)).contains("m=audio 30000 RTP/AVP 107 111");
    assertThat(side(Side.A).events()).isPresent();
    assertThat(side(Side.B).events()).isPresent();
  }

  @Test
  void the_next_branch_is_not_taken_to_have_the_events_of_the_one_before() throws Exception {
    // Given: the branch that answers takes none, unlike the one that gave early media.
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, "branch 1"));
    perform(KamailioBytes.offer("3", HANDSET, MASKED));
    perform(KamailioBytes.answer("4", WITHOUT_EVENTS, A, B));

    // When
    Bencoded.Dictionary offered = perform(KamailioBytes.offerAgain("5", HANDSET, A, B));

    // Then
    assertThat(lines(offered)).contains("m=audio 30002 RTP/AVP 8");
  }

  @Test
  void a_party_is_heard_by_the_payload_types_that_it_was_told_last() throws Exception {
    // Given: offered 96 and 97, the callee answered with 97 and 98.
    perform(KamailioBytes.offer("1", amr(96, 97), ""));
    perform(KamailioBytes.answer("2", amr(97, 98), A, B));
    SpokenTypes first = side(Side.B).spokenTypes();

    // When: a later offer speaks to it by its own.
    Bencoded.Dictionary offered =
        perform(KamailioBytes.offerAgain("3", amr(96, 97) + "a=sendonly\r\n", A, B));
    perform(KamailioBytes.answer("4", amr(97, 98) + "a=recvonly\r\n", A, B));

    // Then
    assertThat(first.isEvent(97)).isTrue();
    assertThat(lines(offered)).contains("m=audio 30002 RTP/AVP 97 98");
    assertThat(side(Side.B).spokenTypes().isSpeech(97)).isTrue();
    assertThat(side(Side.B).spokenTypes().isEvent(98)).isTrue();
  }

  @Test
  void an_offerer_is_heard_by_the_payload_types_that_it_is_answered() throws Exception {
    // Given: offered 96 and 97, the callee answered with 97 and 98.
    perform(KamailioBytes.offer("1", amr(96, 97), ""));
    perform(KamailioBytes.answer("2", amr(97, 98), A, B));

    // When: it offers by its own.
    perform(KamailioBytes.offerAgain("3", amr(97, 98) + "a=sendonly\r\n", B, A));
    boolean awaited = side(Side.B).spokenTypes().isEvent(97);
    Bencoded.Dictionary answered =
        perform(KamailioBytes.answer("4", amr(96, 97) + "a=recvonly\r\n", B, A));

    // Then
    assertThat(awaited).isTrue();
    assertThat(lines(answered)).contains("m=audio 30002 RTP/AVP 97 98");
    assertThat(side(Side.B).spokenTypes().isSpeech(97)).isTrue();
    assertThat(side(Side.B).spokenTypes().isEvent(98)).isTrue();
  }

  @Test
  void a_handset_with_video_is_offered_as_many_streams_as_it_had() throws Exception {
    // Given
    String video =
        HANDSET.replace(
            "m=audio", "m=video 5000 RTP/AVP 120\r\na=rtpmap:120 H264/90000\r\nm=audio");
    perform(KamailioBytes.offer("1", video, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));

    // When: the trunk holds the handset.
    Bencoded.Dictionary offered =
        perform(KamailioBytes.offerAgain("3", TRUNK + "a=sendonly\r\n", B, A));

    // Then
    assertThat(lines(offered).stream().filter(line -> line.startsWith("m=")))
        .containsExactly("m=video 0 RTP/AVP 120", "m=audio 30000 RTP/AVP 107 111");
    assertThat(lines(offered)).endsWith("a=sendonly", "a=rtcp-mux");
  }

  @Test
  void a_reinvite_without_sdp_is_offered_by_the_other_partys_answer() throws Exception {
    // Given
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));
    String moved = TRUNK.replace("audio 6000", "audio 6100");

    // When: the handset asks, the trunk's 200 OK offers, the handset's ACK answers.
    Bencoded.Dictionary offered = perform(KamailioBytes.offerAgain("3", moved, B, A));
    Bencoded.Dictionary answered =
        perform(KamailioBytes.answer("4", HANDSET.replace(" 107 106 111 110", " 107 111"), B, A));

    // Then
    assertThat(lines(offered)).contains("m=audio 30000 RTP/AVP 107 111");
    assertThat(lines(answered)).contains("m=audio 30002 RTP/AVP 8 101");
    assertThat(remote(Side.B)).contains("/198.51.100.4:6100");
    assertThat(remote(Side.A)).contains("/192.0.2.7:4000");
    assertThat(sessions.all()).hasSize(1);
  }

  @Test
  void an_invite_without_sdp_is_offered_by_the_callee_and_answered_by_the_caller()
      throws Exception {
    // When: the proxy names the callee first, whose 200 OK has the offer.
    perform(
        KamailioBytes.octets(
            new String(KamailioBytes.offer("1", HANDSET, MASKED), ISO_8859_1).replace(A, B)));
    Bencoded.Dictionary answered = perform(KamailioBytes.answer("2", TRUNK, B, A));

    // Then
    assertThat(lines(answered)).contains("m=audio 30000 RTP/AVP 107 111");
    assertThat(remote(Side.A)).contains("/192.0.2.7:4000");
    assertThat(remote(Side.B)).contains("/198.51.100.4:6000");
    assertThat(perform(KamailioBytes.delete("3")).text("result")).contains("ok");
    assertThat(sessions.all()).isEmpty();
  }

  @Test
  void an_update_before_the_answer_moves_the_callers_media() throws Exception {
    // Given: early media.
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));

    // When: UPDATE and its 200 OK, then the 200 OK of the INVITE without SDP.
    Bencoded.Dictionary offered =
        perform(KamailioBytes.offerAgain("3", HANDSET.replace("audio 4000", "audio 4100"), A, B));
    Bencoded.Dictionary answered = perform(KamailioBytes.answer("4", TRUNK, A, B));

    // Then
    assertThat(lines(offered)).contains("m=audio 30002 RTP/AVP 8 101");
    assertThat(lines(answered)).contains("m=audio 30000 RTP/AVP 107 111");
    assertThat(remote(Side.A)).contains("/192.0.2.7:4100");
  }

  @Test
  void the_next_branch_is_taken_to_speak_what_it_is_offered_first() throws Exception {
    // Given: the first branch is offered PCMA alone.
    perform(KamailioBytes.offer("1", HANDSET, MASKED));

    // When: the next one is offered the handset's AMR as well, and answers with it first.
    perform(KamailioBytes.offer("2", HANDSET, "5:codecd9:transcodel4:PCMAee"));
    SpeechFormat beforeItAnswers = side(Side.B).codec().format();
    perform(KamailioBytes.answer("3", AMR_FIRST, A, B));

    // Then
    assertThat(beforeItAnswers).isEqualTo(amr(Side.B)).isEqualTo(amr(Side.A));
  }

  @Test
  void the_next_branch_is_offered_all_after_early_media_of_the_one_before() throws Exception {
    // Given: 183 of a branch that chose the handset's AMR-WB, then 503.
    String orders = "5:codecd9:transcodel4:PCMAee";
    perform(KamailioBytes.offer("1", HANDSET, orders));
    perform(KamailioBytes.answer("2", AMR_FIRST, A, "branch 1"));

    // When
    Bencoded.Dictionary offered = perform(KamailioBytes.offer("3", HANDSET, orders));
    perform(KamailioBytes.answer("4", TRUNK, A, B));

    // Then
    assertThat(lines(offered)).contains("m=audio 30002 RTP/AVP 107 106 8 111 110");
    assertThat(side(Side.B).codec().format()).isEqualTo(new SpeechFormat.Companded(G711.PCMA));
    assertThat(sessions.all()).hasSize(1);
  }

  @Test
  void the_next_branch_may_be_heard_elsewhere_than_the_one_before() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, "branch 1"));
    assertThat(sessions.done).isEmpty();

    perform(KamailioBytes.offer("3", HANDSET, MASKED));

    assertThat(sessions.done).containsExactly("relatch B");
  }

  @Test
  void a_next_branch_that_is_left_nothing_to_speak_is_refused() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));

    assertThat(reason(KamailioBytes.offer("2", HANDSET, "5:codecd4:maskl3:allee")))
        .isEqualTo("there is no format");
  }

  private static String amr(int speech, int events) {
    return TRUNK
        .replace("RTP/AVP 8 101", "RTP/AVP " + speech + " " + events)
        .replace("rtpmap:8 PCMA", "rtpmap:" + speech + " AMR")
        .replace("rtpmap:101", "rtpmap:" + events);
  }
}
