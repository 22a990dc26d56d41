package io.strowger.transcoder.session;

import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;

/** The codec of a side, and how it is put into packets. */
public sealed interface SpeechFormat {
  /** The RTP clock, in Hz. */
  int clockRate();

  /**
   * AMR or AMR-WB (RFC 4867).
   *
   * @param octetAligned {@code octet-align=1}; false for bandwidth-efficient
   * @param rules for the modes that the peer may be sent
   * @param discontinuous true to send comfort noise (SID) in pauses instead of speech frames
   */
  record Amr(AmrKind kind, boolean octetAligned, ModeRules rules, boolean discontinuous)
      implements SpeechFormat {
    /** Refuses modes that the codec does not have. */
    public Amr {
      if (!kind.modes().containsAll(rules.modes())) {
        throw new IllegalArgumentException(kind.encoding() + " has not all of " + rules.modes());
      }
    }

    @Override
    public int clockRate() {
      return kind.clockRate();
    }
  }

  /** PCMA or PCMU (RFC 3551). */
  record Companded(io.strowger.transcoder.g711.G711 law) implements SpeechFormat {
    @Override
    public int clockRate() {
      return 8_000;
    }
  }
}
