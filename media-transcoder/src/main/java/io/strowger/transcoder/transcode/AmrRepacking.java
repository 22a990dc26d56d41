package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeControl;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.session.SpeechFormat;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * AMR to the same AMR in another framing: frames pass as they are, without a codec. Losses become
 * NO_DATA for the hearer to conceal, pauses stay pauses, mode requests go through.
 */
final class AmrRepacking implements Intake {
  private final AmrFraming framing;
  private final ModeControl asked;
  private final IntConsumer requests;
  private final Outlet outlet;
  private final AmrFrames frames = new AmrFrames();
  private final AmrFrames none = new AmrFrames();
  private @Nullable AmrIntake shadow;
  private boolean pausing;
  private long concealed;

  /**
   * A way of frames.
   *
   * @param framing of the packets that come
   * @param heard what the hearer sends itself, and may be asked for
   * @param requests hears the mode request of every packet
   */
  AmrRepacking(AmrFraming framing, ModeRules heard, IntConsumer requests, Outlet outlet) {
    this.framing = framing;
    this.asked = new ModeControl(framing.kind(), heard);
    this.requests = requests;
    this.outlet = outlet;
    none.add(AmrKind.NO_DATA, true);
  }

  /** True when whatever the speaker may send is something that the hearer may be sent. */
  static boolean suits(SpeechFormat.Amr from, SpeechFormat.Amr to) {
    ModeRules sent = from.rules();
    ModeRules heard = to.rules();
    return from.kind() == to.kind()
        && heard.modes().containsAll(sent.modes())
        && heard.changePeriod() <= sent.changePeriod()
        && (sent.neighborOnly() || !heard.neighborOnly());
  }

  @Override
  public int take(byte[] packet, int offset, int length) {
    if (!framing.read(packet, offset, length, frames)) {
      return 0;
    }
    if (shadow != null) {
      shadow.take(packet, offset, length);
    }
    requests.accept(frames.modeRequest());
    if (asked.isRequest(frames.modeRequest())) {
      outlet.request(asked.nearest(frames.modeRequest()));
    }
    for (int i = 0; i < frames.count(); i++) {
      int type = frames.type(i);
      if (!frames.isGood(i)) {
        concealed++;
      } else if (type != AmrKind.NO_DATA) {
        pausing = type == framing.kind().sid();
      }
      outlet.frame(frames, i);
    }
    return frames.count() * framing.kind().samples();
  }

  /** Has the frames decoded as well, for a tap; null to let it be. */
  void listen(@Nullable AmrIntake tapped) {
    if (shadow != null) {
      shadow.close();
    }
    shadow = tapped;
  }

  @Override
  public void fill(int units) {
    if (shadow != null) {
      shadow.fill(units);
    }
    if (pausing) {
      outlet.skip(units);
      return;
    }
    for (int at = 0; at < units; at += framing.kind().samples()) {
      concealed++;
      outlet.frame(none, 0);
    }
  }

  @Override
  public boolean isPausing() {
    return pausing;
  }

  @Override
  public long concealed() {
    return concealed;
  }

  @Override
  public void close() {
    listen(null);
  }
}
