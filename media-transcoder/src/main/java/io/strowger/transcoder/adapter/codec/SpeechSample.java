package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrFile;
import io.strowger.transcoder.amr.AmrKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Seven seconds of speech and of a pause, to measure and to warm up with. */
public final class SpeechSample {
  private final AmrFile file;

  private SpeechSample(AmrFile file) {
    this.file = file;
  }

  /** As AMR 12.2 or AMR-WB 12.65. */
  public static SpeechSample of(AmrKind kind) {
    String name = kind == AmrKind.WIDEBAND ? "/speech/speech.awb" : "/speech/speech.amr";
    try (InputStream in = SpeechSample.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new SpeechSample(AmrFile.read(in.readAllBytes()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Its frames. */
  public AmrFile file() {
    return file;
  }

  /** Its samples, as the reference decoder makes them. */
  public short[] samples(AmrCodec codecs) {
    int length = file.kind().samples();
    short[] all = new short[file.frames().size() * length];
    short[] block = new short[length];
    try (AmrDecoder decoder = codecs.newDecoder(file.kind())) {
      for (int i = 0; i < file.frames().size(); i++) {
        decoder.decode(file.frames().get(i).type(), file.frames().get(i).speech(), block);
        System.arraycopy(block, 0, all, i * length, length);
      }
    }
    return all;
  }
}
