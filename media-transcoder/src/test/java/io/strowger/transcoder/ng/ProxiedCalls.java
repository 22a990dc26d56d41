package io.strowger.transcoder.ng;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.RecorderOnPaper;
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

/** What a proxy asks for a handset that speaks AMR and a trunk that takes PCMA, and the replies. */
abstract class ProxiedCalls {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  static final String A = "23978SIPpTag001";
  static final String B = "23872SIPpTag011";
  static final String MASKED = "5:codecd4:maskl3:AMR6:AMR-WBe9:transcodel4:PCMAee";
  static final String HANDSET =
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
  static final String TRUNK =
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
  static final String WITHOUT_EVENTS =
      TRUNK.replace(" 8 101", " 8").replace("a=rtpmap:101 telephone-event/8000\r\n", "");

  final SessionsOnPaper sessions = new SessionsOnPaper();
  final RecorderOnPaper recorder = new RecorderOnPaper();
  NgCalls calls =
      new NgCalls(sessions, recorder, MediaAddresses.only(InetAddress.ofLiteral("127.0.0.1")), NOW);

  Bencoded.Dictionary perform(byte[] datagram) throws MalformedNg {
    return perform(datagram, NOW);
  }

  Bencoded.Dictionary perform(byte[] datagram, Instant now) throws MalformedNg {
    return calls.perform(NgRequest.of(NgMessage.read(datagram).dictionary()), now);
  }

  /** A minute after nothing was heard calls end, with somebody on hold an hour after. */
  void closeSilent(Instant now) {
    calls.closeSilent(Duration.ofSeconds(60), Duration.ofHours(1), now);
  }

  String reason(byte[] datagram) throws MalformedNg {
    Bencoded.Dictionary reply = perform(datagram);
    assertThat(reply.text("result")).contains("error");
    return reply.text("error-reason").orElseThrow();
  }

  SessionId session() {
    return sessions.all().getFirst().id();
  }

  SideDescription side(Side side) {
    return sessions.description(session(), side).orElseThrow();
  }

  Optional<String> remote(Side side) {
    return side(side).transport().remote().map(Object::toString);
  }

  SpeechFormat.Amr amr(Side side) {
    return (SpeechFormat.Amr) side(side).codec().format();
  }

  static List<String> lines(Bencoded.Dictionary reply) {
    return List.of(reply.text("sdp").orElseThrow(() -> new AssertionError(reply)).split("\r\n"));
  }

  static long version(Bencoded.Dictionary reply) {
    String origin = lines(reply).get(1);
    return Long.parseLong(origin.split(" ")[2]);
  }
}
