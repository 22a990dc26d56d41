package io.strowger.transcoder.ng;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.Side;
import java.net.InetAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NgPlacesTest extends ProxiedCalls {
  private static final String IP6 = "14:address-family3:IP6"; // as Kamailio 5.6.3 sends it
  private static final String IP4 = "14:address family3:IP4";
  private static final String TRUNK6 = TRUNK.replace("IP4 198.51.100.4", "IP6 2001:db8::4");
  private static final String HANDSET6 = HANDSET.replace("IP4 192.0.2.7", "IP6 2001:db8::7");
  private static final String OURS6 = "c=IN IP6 2001:db8:0:0:0:0:0:1";

  @BeforeEach
  void haveBoth() {
    calls =
        new NgCalls(
            sessions,
            recorder,
            new MediaAddresses(
                InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("2001:db8::1")),
            NOW);
  }

  @Test
  void a_handset_of_ipv4_is_bridged_to_a_trunk_of_ipv6() throws Exception {
    Bencoded.Dictionary offered = perform(KamailioBytes.offer("1", HANDSET, MASKED + IP6));
    Bencoded.Dictionary answered = perform(KamailioBytes.answer("2", TRUNK6, A, B));

    assertThat(lines(offered)).contains(OURS6).noneMatch(line -> line.contains("IP4"));
    assertThat(lines(answered)).contains("c=IN IP4 127.0.0.1");
    assertThat(remote(Side.B)).contains("/[2001:db8:0:0:0:0:0:4]:6000");
    assertThat(sessions.families(session()).a()).hasToString("IP4");
    assertThat(sessions.families(session()).b()).hasToString("IP6");
  }

  @Test
  void a_handset_of_ipv6_is_bridged_to_a_trunk_of_ipv4() throws Exception {
    String text = "replace-origin address-family=IP4 codec-mask-AMR codec-transcode-PCMA";

    Bencoded.Dictionary offered =
        perform(KamailioBytes.offer("1", HANDSET6, "10:rtpp-flags" + KamailioBytes.text(text)));
    Bencoded.Dictionary answered = perform(KamailioBytes.answer("2", TRUNK, A, B));

    assertThat(lines(offered)).contains("c=IN IP4 127.0.0.1");
    assertThat(lines(answered)).contains(OURS6);
  }

  @Test
  void the_other_party_is_told_an_address_of_the_offerers_family_where_nothing_is_said()
      throws Exception {
    assertThat(lines(perform(KamailioBytes.offer("1", HANDSET6, MASKED)))).contains(OURS6);
  }

  @Test
  void a_family_without_an_address_is_refused_with_the_name_of_the_setting() throws Exception {
    calls =
        new NgCalls(
            sessions, recorder, MediaAddresses.only(InetAddress.ofLiteral("127.0.0.1")), NOW);

    assertThat(reason(KamailioBytes.offer("1", HANDSET, MASKED + IP6)))
        .isEqualTo(
            "the other party needs an address of IP6 and there is none here:"
                + " strowger.transcoder.rtp.second-address");
    assertThat(reason(KamailioBytes.offer("2", HANDSET6, MASKED + IP4)))
        .startsWith("the offerer needs an address of IP6");
    assertThat(sessions.all()).isEmpty();
  }

  @Test
  void a_family_that_there_is_not_is_no_request() {
    assertThatThrownBy(
            () -> perform(KamailioBytes.offer("1", HANDSET, MASKED + "14:address family3:IP5")))
        .isInstanceOf(MalformedNg.class)
        .hasMessage("the address family must be IP4 or IP6 but is IP5");
  }

  @Test
  void a_party_that_was_told_one_family_cannot_go_on_at_the_other() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    String why = "a party that was told an address of IP4 cannot go on at one of IP6";

    assertThat(reason(KamailioBytes.answer("2", TRUNK6, A, B))).isEqualTo(why);
    perform(KamailioBytes.answer("3", TRUNK, A, B));
    assertThat(reason(KamailioBytes.offerAgain("4", HANDSET6, A, B))).isEqualTo(why);
    assertThat(remote(Side.A)).contains("/192.0.2.7:4000");
  }

  @Test
  void the_old_hold_is_of_no_family() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET6, MASKED + IP4));
    perform(KamailioBytes.answer("2", TRUNK, A, B));

    perform(
        KamailioBytes.offerAgain(
            "3", HANDSET.replace("c=IN IP4 192.0.2.7", "c=IN IP4 0.0.0.0"), A, B));

    assertThat(remote(Side.A)).isEmpty();
  }

  @Test
  void the_next_branch_may_be_at_another_family_while_none_has_answered() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED + IP6));

    Bencoded.Dictionary offered = perform(KamailioBytes.offer("2", HANDSET, MASKED + IP4));

    assertThat(lines(offered)).contains("c=IN IP4 127.0.0.1");
    assertThat(sessions.all()).hasSize(1);
  }

  @Test
  void a_party_is_told_the_address_that_the_proxy_names() throws Exception {
    String nat = "13:media-address"; // as Kamailio passes on what it is told

    Bencoded.Dictionary offered =
        perform(KamailioBytes.offer("1", HANDSET, MASKED + nat + "11:203.0.113.9"));
    String answer = new String(KamailioBytes.answer("2", TRUNK, A, B), ISO_8859_1);
    Bencoded.Dictionary answered =
        perform(KamailioBytes.octets(answer.replace("7:call-id", nat + "8:10.9.8.77:call-id")));
    Bencoded.Dictionary again = perform(KamailioBytes.offerAgain("3", TRUNK, B, A));

    assertThat(lines(offered)).contains("c=IN IP4 203.0.113.9", "m=audio 30002 RTP/AVP 8 110");
    assertThat(lines(answered)).contains("c=IN IP4 10.9.8.7", "m=audio 30000 RTP/AVP 107 111");
    assertThat(lines(again)).contains("c=IN IP4 10.9.8.7");
  }

  @Test
  void the_address_that_the_proxy_names_says_the_family() throws Exception {
    String text = "media-address=2001:db8::9 codec-mask-AMR codec-transcode-PCMA";

    Bencoded.Dictionary offered =
        perform(KamailioBytes.offer("1", HANDSET, "10:rtpp-flags" + KamailioBytes.text(text)));

    assertThat(lines(offered)).contains("c=IN IP6 2001:db8:0:0:0:0:0:9");
    assertThat(sessions.families(session()).b()).hasToString("IP6");
  }

  @Test
  void what_is_no_address_is_no_request() {
    assertThatThrownBy(() ->
            perform(KamailioBytes.offer("1", HANDSET, MASKED + "13:media-address9:localhost")))
        .isInstanceOf(MalformedNg.class)
        .hasMessage("the media address must be one of IPv4 or IPv6 but is localhost");
  }

  @Test
  void a_party_is_sent_media_to_where_its_own_sip_came_from() throws Exception {
    // Given: both are behind NAT; the trunk chooses what makes the handset speak otherwise.
    String bySource = "5:flagsl18:SIP-source-addresse";
    perform(
        at(
            "203.0.113.7",
            KamailioBytes.offer("1", HANDSET, "5:codecd9:transcodel4:PCMAee" + bySource)));

    // When
    String narrow =
        TRUNK
            .replace("RTP/AVP 8 101", "RTP/AVP 106 110")
            .replace(
                "a=rtpmap:8 PCMA", "a=fmtp:106 octet-align=1; mode-set=0,2,4,7\r\na=rtpmap:106 AMR")
            .replace("a=rtpmap:101", "a=rtpmap:110");
    String answer = new String(KamailioBytes.answer("2", narrow, A, B), ISO_8859_1);
    perform(
        at(
            "203.0.113.8",
            KamailioBytes.octets(answer.replace("7:command", bySource + "7:command"))));

    // Then
    assertThat(amr(Side.A)).isEqualTo(amr(Side.B));
    assertThat(remote(Side.A)).contains("/203.0.113.7:4000");
    assertThat(remote(Side.B)).contains("/203.0.113.8:6000");
  }

  private static byte[] at(String source, byte[] datagram) {
    return KamailioBytes.octets(
        new String(datagram, ISO_8859_1)
            .replace("3:IP49:127.0.0.1", "3:IP4" + KamailioBytes.text(source)));
  }
}
