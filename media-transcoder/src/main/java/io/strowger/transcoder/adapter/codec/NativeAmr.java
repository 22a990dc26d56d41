package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrKind;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * AMR and AMR-WB by the system's libraries: Debian's {@code libopencore-amrnb0}, {@code
 * libopencore-amrwb0}, {@code libvo-amrwbenc0}.
 */
public final class NativeAmr implements AmrCodec {
  private final CodecFunctions narrowband = new NarrowbandFunctions();
  private final CodecFunctions wideband = new WidebandFunctions();
  private final AtomicInteger open = new AtomicInteger();

  private NativeAmr() {}

  /**
   * The system's codecs.
   *
   * @throws CodecMissing when a library is not installed
   */
  public static NativeAmr load() throws CodecMissing {
    NativeLibrary.requireAll();
    return new NativeAmr();
  }

  @Override
  public AmrDecoder newDecoder(AmrKind kind) {
    return new NativeDecoder(functions(kind), kind, open);
  }

  @Override
  public AmrEncoder newEncoder(AmrKind kind, boolean discontinuous) {
    return new NativeEncoder(functions(kind), kind, discontinuous, open);
  }

  /** How many encoders and decoders are not closed yet. */
  public int open() {
    return open.get();
  }

  private CodecFunctions functions(AmrKind kind) {
    return switch (kind) {
      case NARROWBAND -> narrowband;
      case WIDEBAND -> wideband;
    };
  }
}
