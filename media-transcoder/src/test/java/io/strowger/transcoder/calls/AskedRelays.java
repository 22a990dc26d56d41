package io.strowger.transcoder.calls;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.RelayRefusal;
import io.strowger.contracts.transcoding.TranscoderStatus;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.RecorderOnPaper;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SessionsOnPaper;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests as routing puts them, and what is answered. */
abstract class AskedRelays {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  static final CallId CALL = new CallId("call-1");
  static final SessionId SESSION = new SessionId("call-call-1");
  static final String HANDSET = sdp("192.0.2.7", 4000, "104", "AMR/8000");
  static final String SECURE =
      HANDSET.replace("RTP/AVP", "RTP/SAVP")
          + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n";
  static final String TRUNK = sdp("198.51.100.4", 6000, "8", "PCMA/8000");

  final SessionsOnPaper sessions = new SessionsOnPaper();
  final RecorderOnPaper recorder = new RecorderOnPaper();
  final Colleagues colleagues = new Colleagues("t-0");
  final CallRelays relays =
      new CallRelays(
          sessions,
          recorder,
          new CallRelays.Identity(
              "t-0", MediaAddresses.only(InetAddress.ofLiteral("192.0.2.1")), NOW),
          colleagues);

  List<TranscodingReply> closeSilent(Instant now) {
    return relays.closeSilent(Duration.ofSeconds(60), Duration.ofHours(1), now);
  }

  SideDescription side(Side side) {
    return sessions.description(SESSION, side).orElseThrow();
  }

  TranscodingReply.RelayAllocated allocated(TranscodingRequest request) {
    Outcome outcome = relays.perform(request, NOW);
    return (TranscodingReply.RelayAllocated) ((Outcome.Answer) outcome).reply();
  }

  RelayRefusal refusal(TranscodingRequest request) {
    return refused(request).reason();
  }

  TranscodingReply.RelayRefused refused(TranscodingRequest request) {
    Outcome outcome = relays.perform(request, NOW);
    return (TranscodingReply.RelayRefused) ((Outcome.Answer) outcome).reply();
  }

  static TranscodingRequest.AllocateRelay allocate(
      String id, @Nullable String relay, String codec) {
    return new TranscodingRequest.AllocateRelay(
        new TranscodingRequest.Head(new RequestId(id), CALL, NOW, relay),
        HANDSET,
        List.of(codec),
        null);
  }

  /** A request for anybody, of a call that falls to this instance. */
  TranscodingRequest.AllocateRelay ours() {
    int number = 0;
    while (!colleagues.isOurs(new CallId("call-" + number), NOW)) {
      number++;
    }
    return new TranscodingRequest.AllocateRelay(
        new TranscodingRequest.Head(new RequestId("r"), new CallId("call-" + number), NOW),
        HANDSET,
        List.of("PCMA"),
        null);
  }

  static TranscodingRequest.AllocateRelay asked(String id, String sdp, List<String> codecs) {
    return new TranscodingRequest.AllocateRelay(
        new TranscodingRequest.Head(new RequestId(id), CALL, NOW), sdp, codecs, null);
  }

  static TranscodingRequest.RestoreRelay restore(RelayPlace place) {
    return restore(place, HANDSET, null);
  }

  static TranscodingRequest.RestoreRelay restore(
      RelayPlace place, String callerSdp, @Nullable String callerAnswer) {
    return new TranscodingRequest.RestoreRelay(
        head("restore"), callerSdp, callerAnswer, List.of("PCMA"), TRUNK, place);
  }

  static TranscodingRequest.Head head(String id) {
    return new TranscodingRequest.Head(new RequestId(id), CALL, NOW);
  }

  static TranscoderStatus status(String name, double headRoom) {
    return new TranscoderStatus(
        name, NOW, NOW, "192.0.2.1", null, true, 1, 1, headRoom, 100, List.of("AMR"));
  }

  static String sdp(String address, int port, String type, String encoding) {
    return "v=0\r\no=- 1 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\nm=audio %d RTP/AVP %s\r\na=rtpmap:%s %s\r\n"
        .formatted(address, address, port, type, type, encoding);
  }
}
