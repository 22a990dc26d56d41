package io.strowger.transcoder.ng;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.TelephoneEvents;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SpeechFormat;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NgCallsTest extends ProxiedCalls {
  @Test
  void a_caller_of_amr_is_relayed_to_a_trunk_that_takes_pcma() throws Exception {
    // When
    Bencoded.Dictionary offered = perform(KamailioBytes.offer("1_1_1", HANDSET, MASKED));
    Bencoded.Dictionary answered = perform(KamailioBytes.answer("1_1_2", TRUNK, A, B));

    // Then
    assertThat(offered.text("result")).contains("ok");
    assertThat(lines(offered))
        .containsSubsequence(
            "c=IN IP4 127.0.0.1",
            "m=audio 30002 RTP/AVP 8 110",
            "a=rtpmap:8 PCMA/8000",
            "a=rtpmap:110 telephone-event/8000",
            "a=fmtp:110 0-15")
        .noneMatch(line -> line.contains("AMR") || line.contains("rtcp-mux"));
    assertThat(lines(answered))
        .containsSubsequence(
            "m=audio 30000 RTP/AVP 107 111",
            "a=rtpmap:107 AMR-WB/16000",
            "a=fmtp:107 mode-change-capability=2; max-red=0",
            "a=rtpmap:111 telephone-event/16000",
            "a=rtcp-mux");
    assertThat(amr(Side.A).kind()).isEqualTo(AmrKind.WIDEBAND);
    assertThat(side(Side.A).transport().rtcpMux()).isTrue();
    assertThat(side(Side.B).codec().format()).isEqualTo(new SpeechFormat.Companded(G711.PCMA));
    assertThat(remote(Side.B)).contains("/198.51.100.4:6000");
    assertThat(side(Side.B).flow()).isEqualTo(Flow.SENDRECV);
  }

  @Test
  void amr_is_passed_on_unchanged_where_the_other_party_takes_it() throws Exception {
    // Given: nothing is masked, the other party chooses the handset's narrowband AMR.
    String amrTrunk =
        TRUNK
            .replace("RTP/AVP 8 101", "RTP/AVP 106 110")
            .replace("a=rtpmap:8 PCMA", "a=rtpmap:106 AMR")
            .replace("a=rtpmap:101", "a=fmtp:106 octet-align=1; mode-set=0,2,4,7\r\na=rtpmap:110");

    // When
    Bencoded.Dictionary offered =
        perform(KamailioBytes.offer("2", HANDSET, "5:codecd9:transcodel4:PCMAee"));
    Bencoded.Dictionary answered = perform(KamailioBytes.answer("3", amrTrunk, A, B));

    // Then
    assertThat(lines(offered)).contains("m=audio 30002 RTP/AVP 107 106 8 111 110");
    assertThat(lines(answered))
        .contains("m=audio 30000 RTP/AVP 106 110", "a=fmtp:106 octet-align=1; mode-set=0,2,4,7");
    assertThat(amr(Side.A)).isEqualTo(amr(Side.B));
  }

  @Test
  void a_party_that_answers_by_another_payload_type_sends_by_the_one_it_was_offered()
      throws Exception {
    String amrTrunk =
        TRUNK
            .replace("RTP/AVP 8 101", "RTP/AVP 120 121")
            .replace("a=rtpmap:8 PCMA", "a=rtpmap:120 AMR")
            .replace("a=rtpmap:101", "a=fmtp:120 octet-align=1\r\na=rtpmap:121");

    perform(KamailioBytes.offer("2", HANDSET, "5:codecd9:transcodel4:PCMAee"));
    perform(KamailioBytes.answer("3", amrTrunk, A, B));

    assertThat(side(Side.B).codec().payloadType()).isEqualTo(120);
    assertThat(side(Side.B).codec().toldType()).isEqualTo(106);
    assertThat(side(Side.B).events()).contains(new TelephoneEvents(121, 110, 8_000));
    assertThat(side(Side.A).codec().toldType()).isEqualTo(106);
  }

  @Test
  void events_of_both_clocks_survive_where_wideband_meets_g711() throws Exception {
    String wideOnly = HANDSET.replace(" 107 106 111 110", " 107 111");

    Bencoded.Dictionary offered = perform(KamailioBytes.offer("2", wideOnly, MASKED));
    perform(KamailioBytes.answer("3", TRUNK, A, B));

    assertThat(lines(offered))
        .contains("m=audio 30002 RTP/AVP 8 101", "a=rtpmap:101 telephone-event/8000");
    assertThat(side(Side.A).events().orElseThrow().clockRate()).isEqualTo(16_000);
    assertThat(side(Side.B).events().orElseThrow().clockRate()).isEqualTo(8_000);
  }

  @Test
  void a_caller_is_answered_no_events_where_the_trunk_takes_none() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));

    Bencoded.Dictionary answered = perform(KamailioBytes.answer("2", WITHOUT_EVENTS, A, B));

    assertThat(lines(answered))
        .contains("m=audio 30000 RTP/AVP 107")
        .noneMatch(line -> line.contains("telephone-event"));
  }

  @Test
  void what_is_asked_for_by_name_is_put_back_where_all_was_masked() throws Exception {
    String all = "5:codecd4:maskl3:alle9:transcodel4:PCMA3:AMR15:telephone-eventee";

    Bencoded.Dictionary offered = perform(KamailioBytes.offer("1", HANDSET, all));

    assertThat(lines(offered))
        .contains(
            "m=audio 30002 RTP/AVP 8 106 110",
            "a=fmtp:106 octet-align=1; mode-set=0,2,4,7",
            "a=rtpmap:110 telephone-event/8000");
  }

  @Test
  void what_was_masked_by_name_or_in_full_is_not_put_back() throws Exception {
    String orders = "9:transcodel4:PCMA15:telephone-eventee";

    Bencoded.Dictionary full =
        perform(KamailioBytes.offer("1", HANDSET, "5:codecd4:maskl4:fulle" + orders));
    Bencoded.Dictionary named =
        perform(
            KamailioBytes.offer("2", HANDSET, "5:codecd4:maskl3:all15:telephone-evente" + orders));

    assertThat(lines(full)).contains("m=audio 30002 RTP/AVP 8");
    assertThat(lines(named)).contains("m=audio 30002 RTP/AVP 8");
  }

  @Test
  void a_codec_that_is_asked_for_by_name_is_spoken_with_both_where_all_was_stripped()
      throws Exception {
    String narrow = "5:codecd5:stripl3:alle9:transcodel3:AMRee";

    Bencoded.Dictionary offered = perform(KamailioBytes.offer("1", HANDSET, narrow));

    assertThat(lines(offered)).contains("m=audio 30002 RTP/AVP 106");
    assertThat(amr(Side.A).kind()).isEqualTo(AmrKind.NARROWBAND);
  }

  @Test
  void opensips_says_the_same_in_flags_and_newer_proxies_in_one_text() throws Exception {
    String flags = "5:flagsl14:codec-mask-AMR17:codec-mask-AMR-WB14:transcode-PCMAe";
    String text = "replace-origin codec-mask-AMR codec-mask-AMR-WB codec-transcode-PCMA";

    Bencoded.Dictionary byFlags = perform(KamailioBytes.offer("1", HANDSET, flags));
    perform(KamailioBytes.delete("2"));
    Bencoded.Dictionary byText =
        perform(KamailioBytes.offer("3", HANDSET, "10:rtpp-flags" + KamailioBytes.text(text)));

    assertThat(lines(byFlags)).contains("m=audio 30002 RTP/AVP 8 110");
    assertThat(lines(byText)).contains("m=audio 30006 RTP/AVP 8 110");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "codec-mask=AMR codec-mask=AMR-WB transcode=PCMA",
        "codec=[mask=[AMR AMR-WB] transcode=[PCMA]] replace=[origin]"
      })
  void codecs_in_one_text_are_written_in_several_ways(String text) throws Exception {
    Bencoded.Dictionary offered =
        perform(KamailioBytes.offer("1", HANDSET, "10:rtpp-flags" + KamailioBytes.text(text)));

    assertThat(lines(offered)).contains("m=audio 30002 RTP/AVP 8 110");
  }

  @Test
  void what_asks_for_nothing_here_is_passed_over() throws Exception {
    String flags =
        "5:flagsl13:trust-address13:strict-source10:asymmetric15:symmetric-codec5:resete"
            + "4:DTLS3:off4:SDESl3:pade8:rtcp-muxl5:demuxe5:label5:trunk10:via-branch9:z9hG4bK.1"
            + "9:directionl8:internal8:externale3:TOSi184e16:sip-message-type7:request";

    Bencoded.Dictionary offered = perform(KamailioBytes.offer("1", HANDSET, MASKED + flags));

    assertThat(lines(offered)).contains("m=audio 30002 RTP/AVP 8 110");
  }

  @Test
  void a_call_can_be_asked_for_listed_and_deleted() throws Exception {
    // Given
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));
    String call = "7:call-id17:1-23978@127.0.0.1";

    // When
    Bencoded.Dictionary query = perform(KamailioBytes.octets("3 d" + call + "7:command5:querye"));
    Bencoded.Dictionary list = perform(KamailioBytes.octets("4 d7:command4:liste"));
    Bencoded.Dictionary all = perform(KamailioBytes.octets("5 d7:command10:statisticse"));
    Bencoded.Dictionary deleted = perform(KamailioBytes.delete("6"));
    Bencoded.Dictionary again = perform(KamailioBytes.delete("7"));
    Bencoded.Dictionary gone = perform(KamailioBytes.octets("8 d" + call + "7:command5:querye"));

    // Then
    assertThat(query.entries().keySet()).contains("created", "totals", "tags");
    assertThat(query.dictionary("tags").entries()).containsOnlyKeys(A, B);
    assertThat(query.dictionary("totals").dictionary("RTP").entries())
        .containsEntry("packets", new Bencoded.Whole(150));
    assertThat(list.texts("calls")).containsExactly("1-23978@127.0.0.1");
    assertThat(all.dictionary("statistics").dictionary("currentstatistics").entries())
        .containsEntry("sessionsown", new Bencoded.Whole(1));
    assertThat(deleted.text("result")).contains("ok");
    assertThat(sessions.all()).isEmpty();
    assertThat(again.text("result")).contains("ok");
    assertThat(again.text("warning")).isPresent();
    assertThat(gone.text("error-reason")).contains("Unknown call-id");
  }

  @Test
  void without_room_the_proxy_is_told_to_ask_another_relay() throws Exception {
    sessions.room = 0;

    Bencoded.Dictionary refused = perform(KamailioBytes.offer("1", HANDSET, MASKED));
    String old =
        new String(KamailioBytes.offer("2", HANDSET, MASKED), ISO_8859_1)
            .replace("8:supportsl10:load limite", "");
    Bencoded.Dictionary unaware = perform(KamailioBytes.octets(old));

    assertThat(refused.text("result")).contains("load limit");
    assertThat(refused.text("message")).isPresent();
    assertThat(unaware.text("result")).contains("error");
  }

  @Test
  void what_cannot_be_done_is_refused_with_the_reason_and_leaves_nothing_behind() throws Exception {
    String nothingLeft = "5:codecd5:stripl3:alle9:transcodel4:G729ee";
    String encrypted = "18:transport-protocol17:UDP/TLS/RTP/SAVPF";

    assertThat(reason(KamailioBytes.offer("1", HANDSET, nothingLeft))).isNotBlank();
    assertThat(reason(KamailioBytes.offer("2", "v=1\r\n", MASKED)))
        .isEqualTo("the SDP cannot be read: line 1: an SDP begins with v=0");
    assertThat(reason(KamailioBytes.answer("3", TRUNK, A, B))).isEqualTo("Unknown call-id");
    assertThat(reason(KamailioBytes.octets("4 d7:command11:block mediae")))
        .isEqualTo("the command 'block media' is not spoken");
    assertThat(sessions.all()).isEmpty();
    assertThat(reason(KamailioBytes.offer("5", HANDSET, MASKED + encrypted)))
        .isEqualTo("the profile UDP/TLS/RTP/SAVPF is not spoken");
    assertThat(sessions.all()).isEmpty();
  }

  @Test
  void a_refused_stream_is_told_to_the_offerer() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));

    Bencoded.Dictionary answered =
        perform(KamailioBytes.answer("2", TRUNK.replace("6000", "0"), A, B));

    assertThat(lines(answered)).contains("m=audio 0 RTP/AVP 107 111");
  }

  @Test
  void a_call_whose_session_ended_for_silence_begins_anew() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    sessions.close(session());

    Bencoded.Dictionary offered = perform(KamailioBytes.offer("2", HANDSET, MASKED));

    assertThat(lines(offered)).contains("m=audio 30006 RTP/AVP 8 110");
  }

  @Test
  void a_silent_call_ends_and_one_on_hold_is_given_longer() throws Exception {
    // Given
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));
    perform(KamailioBytes.offerAgain("3", HANDSET + "a=sendonly\r\n", A, B));
    Instant resumed = NOW.plusSeconds(61);
    sessions.silent = Duration.ofSeconds(61);

    // When
    closeSilent(resumed);
    int onHold = calls.count();
    perform(KamailioBytes.offerAgain("4", HANDSET, A, B), resumed);
    closeSilent(resumed.plusSeconds(59));
    int justResumed = calls.count();
    sessions.silent = Duration.ofSeconds(122);
    closeSilent(resumed.plusSeconds(61));

    // Then
    assertThat(onHold).isEqualTo(1);
    assertThat(justResumed).isEqualTo(1);
    assertThat(calls.count()).isZero();
    assertThat(sessions.all()).isEmpty();
  }

  @Test
  void a_call_may_ring_for_ten_minutes_before_it_is_answered() throws Exception {
    // Given
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    Instant late = NOW.plusSeconds(121);
    sessions.silent = Duration.ofSeconds(121);

    // When: the trunk answers only now.
    closeSilent(late);
    Bencoded.Dictionary answered = perform(KamailioBytes.answer("2", TRUNK, A, B), late);
    closeSilent(late.plusSeconds(1));

    // Then: and is given time to be heard.
    assertThat(calls.count()).isEqualTo(1);
    assertThat(lines(answered)).contains("m=audio 30000 RTP/AVP 107 111");
  }

  @Test
  void a_call_that_nobody_answers_ends_after_ten_minutes() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    sessions.silent = Duration.ofSeconds(601);

    closeSilent(NOW.plusSeconds(601));

    assertThat(calls.count()).isZero();
    assertThat(sessions.all()).isEmpty();
  }
}
