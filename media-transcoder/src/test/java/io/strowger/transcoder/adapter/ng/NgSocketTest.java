package io.strowger.transcoder.adapter.ng;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.testkit.Patience;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.RecorderOnPaper;
import io.strowger.transcoder.session.SessionsOnPaper;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NgSocketTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String SDP =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
          + "m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 AMR/8000\r\n";
  private static final String OFFER =
      " d3:sdp"
          + SDP.length()
          + ":"
          + SDP
          + "5:codecd4:maskl3:AMRe9:transcodel4:PCMAee7:call-id1:c8:from-tag1:f7:command5:offere";

  private final SessionsOnPaper sessions = new SessionsOnPaper();
  private NgSocket ng;
  private DatagramSocket proxy;

  @BeforeEach
  void listen() throws Exception {
    var terms =
        new NgSocket.Terms(
            new InetSocketAddress(LOOPBACK, 0),
            MediaAddresses.only(LOOPBACK),
            Duration.ofMinutes(1),
            Duration.ofHours(1));
    ng = new NgSocket(terms, sessions, new RecorderOnPaper(), Clock.systemUTC());
    proxy = new DatagramSocket(0, LOOPBACK);
    proxy.setSoTimeout((int) Patience.LIMIT.toMillis());
  }

  @AfterEach
  void close() {
    proxy.close();
    ng.close();
  }

  @Test
  void a_lost_reply_is_given_again_to_the_octet_and_nothing_is_done_twice() throws Exception {
    String first = ask("cookie1" + OFFER);
    String again = ask("cookie1" + OFFER);

    assertThat(first).startsWith("cookie1 d6:result2:ok3:sdp").contains("m=audio 30002 RTP/AVP 8");
    assertThat(again).isEqualTo(first);
    assertThat(sessions.all()).hasSize(1);
  }

  @Test
  void what_cannot_be_read_is_answered_with_the_reason() throws Exception {
    assertThat(ask("c1 d7:command"))
        .isEqualTo("c1 d6:result5:error12:error-reason22:the message is cut offe");
    assertThat(ask("c2 d7:command3:fooe"))
        .isEqualTo("c2 d6:result5:error12:error-reason31:the command 'foo' is not spokene");
  }

  @Test
  void an_sdp_of_thousands_of_formats_is_answered_and_so_is_who_asks_next() throws Exception {
    String sdp = SDP + "m=video 4002 RTP/AVP" + " 0".repeat(7_500) + "\r\n";
    String offer = OFFER.replace(SDP.length() + ":" + SDP, sdp.length() + ":" + sdp);

    assertThat(ask("c1" + offer)).startsWith("c1 d6:result2:ok");
    assertThat(ask("c2 d7:command4:pinge")).isEqualTo("c2 d6:result4:ponge");
  }

  @Test
  void more_calls_than_a_datagram_holds_are_listed_in_part() throws Exception {
    String tail = "-".repeat(500);
    for (int i = 0; i < 150; i++) {
      String call = i + tail;
      ask("o" + i + OFFER.replace("7:call-id1:c", "7:call-id" + call.length() + ":" + call));
    }

    String listed = ask("l d7:command4:list5:limiti10000ee");

    assertThat(listed).contains("6:result2:ok");
    assertThat(listed.split(tail, -1)).hasSizeBetween(100, 150);
  }

  @Test
  void a_datagram_without_a_cookie_is_passed_over() throws Exception {
    send("nothing");

    assertThat(ask("c1 d7:command4:pinge")).isEqualTo("c1 d6:result4:ponge");
  }

  private String ask(String text) throws Exception {
    send(text);
    DatagramPacket reply = new DatagramPacket(new byte[65_507], 65_507);
    proxy.receive(reply);
    return new String(reply.getData(), 0, reply.getLength(), ISO_8859_1);
  }

  private void send(String text) throws Exception {
    byte[] octets = text.getBytes(ISO_8859_1);
    proxy.send(new DatagramPacket(octets, octets.length, ng.address()));
  }
}
