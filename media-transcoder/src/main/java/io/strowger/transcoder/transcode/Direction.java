package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.dsp.Resampler;
import io.strowger.transcoder.dsp.ToneSource;
import io.strowger.transcoder.jitter.JitterBuffer;
import io.strowger.transcoder.jitter.Playout;
import io.strowger.transcoder.jitter.Timing;
import io.strowger.transcoder.rtp.EventClock;
import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SpeechFormat;
import io.strowger.transcoder.session.SpokenTypes;
import io.strowger.transcoder.session.Tap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One way of a session's media: takes the packets of one side, gives those for the other. */
final class Direction implements Playout, AutoCloseable {
  private static final int NOTHING_ASKED = -1;

  private final Ends ends;
  private final boolean open;
  private final SpokenTypes spoken;
  private final Workbench bench;
  private final Intake intake;
  private final Outlet outlet;
  private final @Nullable Resampler resampler;
  private final JitterBuffer buffer;
  private final RtpStream stream;
  private final @Nullable EventRelay events;
  private @Nullable Direction opposite;
  private @Nullable Tap tap;
  private long notUnderstood;
  private boolean apart = true;
  private int asked = NOTHING_ASKED;

  /** From which side to which, what they speak, and when it is passed on. */
  record Ends(Side speaker, SideDescription from, SideDescription to, Timing timing) {
    boolean isOpen() {
      return from.flow().sends() && to.flow().hears();
    }

    /** True when the media of both are handled alike, wherever they are. */
    boolean soundsLike(Ends other) {
      return from.codec().equals(other.from.codec())
          && from.events().equals(other.from.events())
          && to.codec().equals(other.to.codec())
          && to.events().equals(other.to.events())
          && isOpen() == other.isOpen();
    }
  }

  /** A way with codecs of its own. */
  Direction(Ends ends, Workbench bench, RtpStream stream, PacketSink sink) {
    this.ends = ends;
    this.open = ends.isOpen();
    this.spoken = ends.from().spokenTypes();
    this.bench = bench;
    this.stream = stream;
    this.outlet = outlet(ends.to().codec(), bench, stream, sink);
    this.intake = intake();
    int rate = ends.from().codec().format().clockRate();
    boolean asTheyAre = rate == outlet.sampleRate();
    this.resampler = asTheyAre ? null : Resampler.between(rate, outlet.sampleRate());
    this.buffer = new JitterBuffer(this, rate, ends.timing());
    this.events =
        ends.from().events().isPresent() && ends.to().events().isPresent()
            ? new EventRelay(ends.from().events().get(), ends.to().events().get(), stream, sink)
            : null;
  }

  private static Outlet outlet(
      SideDescription.Codec codec, Workbench bench, RtpStream stream, PacketSink sink) {
    return switch (codec.format()) {
      case SpeechFormat.Amr amr -> new AmrOutlet(amr, codec, bench, stream, sink);
      case SpeechFormat.Companded(var law) -> new G711Outlet(law, codec, stream, sink);
    };
  }

  private Intake intake() {
    return switch (ends.from().codec().format()) {
      case SpeechFormat.Amr amr
          when ends.to().codec().format() instanceof SpeechFormat.Amr heard
              && AmrRepacking.suits(amr, heard) ->
          new AmrRepacking(framing(amr), heard.rules(), this::askOpposite, outlet);
      case SpeechFormat.Amr amr -> decoding(amr, this::askOpposite, this::speech);
      case SpeechFormat.Companded(var law) -> new G711Intake(law, this::speech, bench.scratch());
    };
  }

  private AmrIntake decoding(SpeechFormat.Amr amr, IntConsumer requests, SpeechSink sink) {
    return new AmrIntake(
        framing(amr), bench.codecs().newDecoder(amr.kind()), requests, sink, bench.scratch());
  }

  private static AmrFraming framing(SpeechFormat.Amr amr) {
    return new AmrFraming(amr.kind(), amr.octetAligned());
  }

  /** Tells it the other way: what this side asks for is for that one to obey. */
  void oppose(Direction other) {
    opposite = other;
    asked = NOTHING_ASKED;
  }

  private void askOpposite(int mode) {
    if (mode == asked) {
      return; // as nearly always: it holds until another is asked for
    }
    asked = mode;
    if (opposite != null && opposite.outlet instanceof AmrOutlet amr) {
      amr.modes().request(mode);
    }
  }

  Ends ends() {
    return ends;
  }

  /** Lets a tap hear what this side says; null to take it off. */
  void tap(@Nullable Tap other) {
    tap = other;
    if (intake instanceof AmrRepacking repacking
        && ends.from().codec().format() instanceof SpeechFormat.Amr amr) {
      repacking.listen(other == null ? null : decoding(amr, _ -> {}, this::heard));
    }
  }

  /** Takes a packet of its side. */
  void take(RtpView packet, long nowNanos) {
    if (!open) {
      return;
    }
    if (apart) {
      apart = false;
      catchUp();
    }
    buffer.take(packet, spoken.isSpeech(packet.payloadType()), nowNanos);
  }

  /** Time that passed while nothing was sent this way passes in its stream too. */
  private void catchUp() {
    long frames = stream.stoodStillNanos() / (AmrKind.FRAME_MILLIS * 1_000_000L);
    if (stream.packets() > 0 && frames > 1) {
      outlet.skip((int) ((frames - 1) * outlet.sampleRate() / 50));
    }
  }

  /** A tone begins; the speech that ends it begins anew, at the time that has passed by then. */
  void beginTone() {
    catchUp();
    buffer.restart();
    apart = true;
  }

  /** Plays 20 ms of a tone to the side that hears. */
  void play(ToneSource tone, short[] samples) {
    int count = outlet.sampleRate() / 50;
    tone.next(samples, count);
    outlet.samples(samples, count);
  }

  int outletRate() {
    return outlet.sampleRate();
  }

  @Override
  public int play(byte[] packet, int offset, int length, Heading heading) {
    if (spoken.isSpeech(heading.payloadType())) {
      if (heading.marker()) {
        stream.mark();
      }
      int duration = intake.take(packet, offset, length);
      notUnderstood += duration == 0 ? 1 : 0;
      return duration;
    }
    if (spoken.isEvent(heading.payloadType()) && length >= EventClock.OCTETS) {
      if (events != null) {
        events.pass(packet, offset, heading, buffer.nextTimestamp());
      }
    } else {
      notUnderstood++;
    }
    return 0;
  }

  @Override
  public void fill(int units) {
    intake.fill(units);
  }

  @Override
  public void skip(int units) {
    int from = ends.from().codec().format().clockRate();
    outlet.skip((int) ((long) units * outlet.sampleRate() / from));
  }

  @Override
  public boolean isPausing() {
    return intake.isPausing();
  }

  private void speech(short[] samples, int count) {
    heard(samples, count);
    if (resampler == null) {
      outlet.samples(samples, count);
    } else {
      int made = resampler.resample(samples, count, bench.scratch().resampled);
      outlet.samples(bench.scratch().resampled, made);
    }
  }

  private void heard(short[] samples, int count) {
    if (tap != null) {
      tap.hear(ends.speaker(), ends.from().codec().format().clockRate(), samples, count);
    }
  }

  /** Does what is due. */
  void advance(long nowNanos) {
    buffer.advance(nowNanos);
  }

  /** When something is due; {@link Long#MAX_VALUE} when nothing is. */
  long nextAt() {
    return buffer.nextAt();
  }

  long discarded() {
    return buffer.discarded() + notUnderstood;
  }

  long concealed() {
    return intake.concealed();
  }

  double holdMillis() {
    return buffer.holdMillis();
  }

  /** Frees its codecs. */
  @Override
  public void close() {
    tap(null);
    intake.close();
    outlet.close();
  }
}
