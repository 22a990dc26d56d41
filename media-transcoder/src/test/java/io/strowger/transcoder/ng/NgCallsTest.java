package io.strowger.transcoder.ng;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SessionsOnPaper;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SpeechFormat;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NgCallsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String A = "23978SIPpTag001";
  private static final String B = "23872SIPpTag011";
  private static final String MASKED = "5:codecd4:maskl3:AMR6:AMR-WBe9:transcodel4:PCMAee";
  private static final String HANDSET =
      """
      v=0
      o=ue 1 1 IN IP4 192.0.2.7
      s=-
      c=IN IP4 192.0.2.7
      t=0 0
      m=audio 4000 RTP/AVP 107 106 111 110
      a=rtpmap:107 AMR-WB/16000
      a=fmtp:107 mode-change-capability=2; max-red=0
      a=rtpmap:106 AMR/8000
      a=fmtp:106 octet-align=1; mode-set=0,2,4,7
      a=rtpmap:111 telephone-event/16000
      a=fmtp:111 0-15
      a=rtpmap:110 telephone-event/8000
      a=fmtp:110 0-15
      a=ptime:20
      a=rtcp-mux
      """
          .replace("\n", "\r\n");
  private static final String TRUNK =
      """
      v=0
      o=trunk 9 9 IN IP4 198.51.100.4
      s=-
      c=IN IP4 198.51.100.4
      t=0 0
      m=audio 6000 RTP/AVP 8 101
      a=rtpmap:8 PCMA/8000
      a=rtpmap:101 telephone-event/8000
      """
          .replace("\n", "\r\n");

  private static final String KEY =
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n";

  private final SessionsOnPaper sessions = new SessionsOnPaper();
  private final NgCalls calls = new NgCalls(sessions, InetAddress.ofLiteral("127.0.0.1"), NOW);

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
  void a_party_is_offered_srtp_where_the_proxy_asks_for_it() throws Exception {
    List<String> offered =
        lines(
            perform(KamailioBytes.offer("1", HANDSET, MASKED + "18:transport-protocol8:RTP/SAVP")));

    assertThat(offered).anyMatch(line -> line.matches("m=audio \\d+ RTP/SAVP .*"));
    String crypto =
        offered.stream().filter(line -> line.startsWith("a=crypto:1 ")).findFirst().orElseThrow();
    String taken = TRUNK.replace("RTP/AVP", "RTP/SAVP") + KEY;
    List<String> answered = lines(perform(KamailioBytes.answer("2", taken, A, B)));
    assertThat(answered).noneMatch(line -> line.startsWith("a=crypto"));
    var keys = side(Side.B).transport().srtp().orElseThrow();
    assertThat(crypto).endsWith(keys.own().base64());
    assertThat(KEY).contains(keys.peer().base64());
  }

  @Test
  void an_answer_by_a_suite_that_was_not_offered_is_refused() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED + "18:transport-protocol8:RTP/SAVP"));
    String other = TRUNK.replace("RTP/AVP", "RTP/SAVP") + KEY.replace("_80", "_32");

    assertThat(reason(KamailioBytes.answer("2", other, A, B)))
        .isEqualTo("the answer takes a crypto that was not offered");
  }

  @Test
  void a_party_that_speaks_srtp_is_bridged_to_one_that_does_not() throws Exception {
    String secure = HANDSET.replace("RTP/AVP", "RTP/SAVP") + KEY;
    List<String> offered =
        lines(perform(KamailioBytes.offer("1", secure, MASKED + "18:transport-protocol7:RTP/AVP")));

    assertThat(offered).noneMatch(line -> line.contains("SAVP") || line.startsWith("a=crypto"));
    List<String> answered = lines(perform(KamailioBytes.answer("2", TRUNK, A, B)));
    String own = side(Side.A).transport().srtp().orElseThrow().own().base64();
    assertThat(answered).contains("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + own);
    assertThat(side(Side.B).transport().srtp()).isEmpty();
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
    sessions.silent = Duration.ofSeconds(61);

    // When
    calls.closeSilent(Duration.ofSeconds(60), Duration.ofHours(1));
    int onHold = calls.count();
    perform(KamailioBytes.offerAgain("4", HANDSET, A, B));
    calls.closeSilent(Duration.ofSeconds(60), Duration.ofHours(1));

    // Then
    assertThat(onHold).isEqualTo(1);
    assertThat(calls.count()).isZero();
    assertThat(sessions.all()).isEmpty();
  }

  private Bencoded.Dictionary perform(byte[] datagram) throws MalformedNg {
    return calls.perform(NgRequest.of(NgMessage.read(datagram).dictionary()), NOW);
  }

  private String reason(byte[] datagram) throws MalformedNg {
    Bencoded.Dictionary reply = perform(datagram);
    assertThat(reply.text("result")).contains("error");
    return reply.text("error-reason").orElseThrow();
  }

  private SessionId session() {
    return sessions.all().getFirst().id();
  }

  private SideDescription side(Side side) {
    return sessions.description(session(), side).orElseThrow();
  }

  private Optional<String> remote(Side side) {
    return side(side).transport().remote().map(Object::toString);
  }

  private SpeechFormat.Amr amr(Side side) {
    return (SpeechFormat.Amr) side(side).codec().format();
  }

  private static List<String> lines(Bencoded.Dictionary reply) {
    return List.of(reply.text("sdp").orElseThrow(() -> new AssertionError(reply)).split("\r\n"));
  }

  private static long version(Bencoded.Dictionary reply) {
    String origin = lines(reply).get(1);
    return Long.parseLong(origin.split(" ")[2]);
  }
}
