package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.transcoder.adapter.srtp.SrtpStream;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.srtp.SrtpKey;
import io.strowger.transcoder.srtp.SrtpSuite;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RestoredCallTest extends RelayedCalls {
  @Test
  void a_call_by_srtp_goes_on_by_the_same_keys_through_another_transcoder() throws Exception {
    // Given: a call whose caller has spoken for over half an hour when its transcoder is lost.
    assumeThat(SrtpStream.isPossible()).as("libsrtp2-1 is installed").isTrue();
    SrtpKey callers = SrtpKey.fresh(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
    String offer =
        sdp(caller, NARROW).replace("RTP/AVP", "RTP/SAVP")
            + "a=crypto:1 %s inline:%s\r\n".formatted(callers.suite(), callers.base64());
    TranscodingReply.RelayAllocated lost = allocate(offer);
    relays.perform(
        new TranscodingRequest.ConnectTrunk(head("answer"), sdp(trunk, G711)), Instant.now());
    try (SrtpStream sent = SrtpStream.outgoing(callers);
        SrtpStream heard = SrtpStream.incoming(keyTold(lost.callerSdp()))) {
      for (int number = 0; number < 100_000; number += 25_000) {
        caller.send(toCaller, numbered(number), sent);
        trunk.receive();
      }
      engine.close();

      // When
      restore(lost, offer);

      // Then
      caller.send(toCaller, numbered(100_000), sent);
      assertThat(trunk.receive().payload()).hasSize(160);
      trunk.send(toTrunk, g711(0));
      assertThat(caller.receive(heard).payloadType()).isEqualTo(104);
    }
  }

  private static RtpPacket numbered(int number) {
    RtpPacket packet = amr("nb_m7.oa.rpf", 0);
    return new RtpPacket(104, true, number & 0xFFFF, number * 160, 7, packet.payload());
  }

  private static SrtpKey keyTold(String sdp) {
    Matcher key = Pattern.compile("a=crypto:1 (\\S+) inline:(\\S+)").matcher(sdp);
    assertThat(key.find()).isTrue();
    return SrtpKey.of(SrtpSuite.valueOf(key.group(1)), key.group(2));
  }
}
