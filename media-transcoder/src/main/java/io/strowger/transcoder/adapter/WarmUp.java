package io.strowger.transcoder.adapter;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrFrame;
import io.strowger.transcoder.amr.AmrPayload;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.sdp.AmrFormat;
import io.strowger.transcoder.transcode.AmrToG711;
import io.strowger.transcoder.transcode.CallerSide;
import io.strowger.transcoder.transcode.G711ToAmr;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Runs media through both directions before the first call, so that its packets find warm code. */
final class WarmUp {
  private static final int PACKETS = 3_000;
  private static final int AMR_TYPE = 96;
  private static final int EVENTS = 101;

  private WarmUp() {}

  static void run(AmrCodec codec) {
    CallerSide caller =
        new CallerSide(new AmrFormat(AMR_TYPE, true, Set.of(7), null), OptionalInt.empty());
    byte[] frame = AmrPayload.of(List.of(AmrFrame.noData())).write(true);
    byte[] silence = new byte[AmrFrame.SAMPLES];
    try (AmrToG711 toTrunk = new AmrToG711(caller, G711.PCMA, EVENTS, codec, 1);
        G711ToAmr toCaller = new G711ToAmr(caller, G711.PCMA, EVENTS, codec, 2)) {
      for (int i = 0; i < PACKETS; i++) {
        int time = i * AmrFrame.SAMPLES;
        toTrunk.take(new RtpPacket(AMR_TYPE, false, i & 0xFFFF, time, 1, frame), _ -> {});
        toCaller.take(
            new RtpPacket(G711.PCMA.payloadType(), false, i & 0xFFFF, time, 1, silence), _ -> {});
      }
    }
  }
}
