package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrKind;

/** A codec that takes no time: everything around it is warmed up the faster. */
final class SilentCodec implements AmrCodec {
  @Override
  public AmrDecoder newDecoder(AmrKind kind) {
    return new AmrDecoder() {
      @Override
      public void decode(int type, byte[] speech, short[] samples) {
        samples[0] = speech[0];
      }

      @Override
      public void close() {
        // It holds nothing.
      }
    };
  }

  @Override
  public AmrEncoder newEncoder(AmrKind kind, boolean discontinuous) {
    return new AmrEncoder() {
      @Override
      public int encode(short[] samples, int mode, byte[] speech) {
        speech[0] = (byte) samples[0];
        return mode;
      }

      @Override
      public void close() {
        // It holds nothing.
      }
    };
  }
}
