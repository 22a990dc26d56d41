package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeControl;
import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SpeechFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** AMR packets, of so many frames each. */
final class AmrOutlet implements Outlet {
  private final SpeechFormat.Amr format;
  private final AmrCodec codecs;
  private final AmrFraming framing;
  private final ModeControl modes;
  private final int payloadType;
  private final int framesPerPacket;
  private final RtpStream stream;
  private final PacketSink sink;
  private final byte[] datagram;
  private final AmrFrames pending;
  private final byte[] encoded;
  private final short[] block;
  private int filled;
  private int request;
  private boolean speaking;
  private @Nullable AmrEncoder encoder;

  AmrOutlet(
      SpeechFormat.Amr format,
      SideDescription.Codec codec,
      Workbench bench,
      RtpStream stream,
      PacketSink sink) {
    this.format = format;
    this.codecs = bench.codecs();
    this.framing = new AmrFraming(format.kind(), format.octetAligned());
    this.modes = new ModeControl(format.kind(), format.rules());
    this.payloadType = codec.payloadType();
    int millis = Math.min(codec.ptimeMillis(), codec.maxPtimeMillis());
    this.framesPerPacket = Math.clamp(millis / AmrKind.FRAME_MILLIS, 1, AmrFrames.MOST);
    Scratch scratch = bench.scratch();
    this.datagram = scratch.datagram;
    this.pending = framesPerPacket == 1 ? scratch.single : new AmrFrames();
    this.encoded = scratch.encoded;
    this.stream = stream;
    this.sink = sink;
    this.block = new short[format.kind().samples()];
    this.request = format.rules().request().orElse(AmrFrames.NO_REQUEST);
  }

  /** The modes that this side's peer asks for. */
  ModeControl modes() {
    return modes;
  }

  @Override
  public int sampleRate() {
    return format.kind().clockRate();
  }

  @Override
  public void samples(short[] samples, int count) {
    int taken = 0;
    if (filled == 0 && count == block.length) { // nearly always: no need to gather
      encode(samples);
      return;
    }
    while (taken < count) {
      int now = Math.min(count - taken, block.length - filled);
      System.arraycopy(samples, taken, block, filled, now);
      filled += now;
      taken += now;
      if (filled == block.length) {
        filled = 0;
        encode(block);
      }
    }
  }

  private void encode(short[] frame) {
    int type = encoder().encode(frame, modes.next(), encoded);
    add(type, true, encoded);
  }

  private AmrEncoder encoder() {
    if (encoder == null) {
      encoder = codecs.newEncoder(format.kind(), format.discontinuous());
    }
    return encoder;
  }

  @Override
  public void frame(AmrFrames frames, int index) {
    add(frames.type(index), frames.isGood(index), frames.speech(index));
  }

  private void add(int type, boolean good, byte[] speech) {
    if (type == AmrKind.NO_DATA && good && pending.count() == 0 && format.discontinuous()) {
      stream.advance(block.length); // a pause: nothing is sent
      return;
    }
    int index = pending.add(type, good);
    System.arraycopy(speech, 0, pending.speech(index), 0, format.kind().octets(type));
    if (pending.count() == framesPerPacket) {
      send();
    }
  }

  private void send() {
    int frames = pending.count();
    pending.request(request);
    if (!speaking && isSpeech(0)) {
      stream.mark();
    }
    speaking = isSpeech(frames - 1);
    int length = framing.write(pending, datagram, RtpView.HEADER);
    stream.head(datagram, payloadType, length);
    sink.send(datagram, RtpView.HEADER + length);
    stream.advance(frames * block.length);
    pending.clear();
  }

  private boolean isSpeech(int index) {
    return pending.type(index) <= format.kind().bestMode();
  }

  @Override
  public void request(int mode) {
    if (format.rules().request().isEmpty()) {
      request = mode;
    }
  }

  @Override
  public void skip(int samples) {
    int left = samples;
    if (filled > 0) {
      Arrays.fill(block, filled, block.length, (short) 0);
      left = Math.max(0, samples - (block.length - filled));
      filled = 0;
      encode(block);
    }
    if (pending.count() > 0) {
      send();
    }
    stream.advance(left);
    speaking = false;
  }

  @Override
  public void close() {
    if (encoder != null) {
      encoder.close();
    }
  }
}
