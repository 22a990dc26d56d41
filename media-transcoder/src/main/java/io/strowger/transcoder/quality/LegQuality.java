package io.strowger.transcoder.quality;

import io.strowger.contracts.transcoding.MediaQuality;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.sdp.AudioCodec;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideStatistics;
import io.strowger.transcoder.session.SpeechFormat;
import java.time.Duration;
import java.util.Optional;

/** What is told of a leg's media. */
public final class LegQuality {
  /** A packet's and a codec's own time, and that of a switch and a network without reports. */
  private static final double ASSUMED_MILLIS = 100;

  private LegQuality() {}

  /** The quality of what came from one side. */
  public static MediaQuality of(SideDescription side, SideStatistics share) {
    SideStatistics.Quality quality = share.quality();
    Optional<Double> roundTrip =
        share.report().flatMap(SideStatistics.PeerReport::roundTrip).map(LegQuality::millis);
    AudioCodec codec = codec(side.codec().format());
    return new MediaQuality(
        codec.encoding(),
        share.received().packets(),
        share.sent().packets(),
        quality.lost(),
        quality.discarded(),
        quality.concealed(),
        rounded(quality.jitterMillis()),
        share.received().packets() == 0
            ? null
            : rounded(EModel.mos(codec, lossRatio(quality), delay(quality, roundTrip))),
        roundTrip.map(LegQuality::rounded).orElse(null),
        share.report().map(report -> rounded(100 * report.fractionLost())).orElse(null));
  }

  /** The codec of a side. */
  public static AudioCodec codec(SpeechFormat format) {
    return switch (format) {
      case SpeechFormat.Amr amr ->
          amr.kind() == AmrKind.WIDEBAND ? AudioCodec.AMR_WB : AudioCodec.AMR;
      case SpeechFormat.Companded companded ->
          switch (companded.law()) {
            case PCMA -> AudioCodec.PCMA;
            case PCMU -> AudioCodec.PCMU;
          };
    };
  }

  private static double lossRatio(SideStatistics.Quality quality) {
    double missing = Math.max(0, quality.lost()) + quality.discarded();
    return quality.expected() <= 0 ? 0 : Math.min(1, missing / quality.expected());
  }

  private static double delay(SideStatistics.Quality quality, Optional<Double> roundTrip) {
    return quality.bufferMillis() + ASSUMED_MILLIS + roundTrip.orElse(0.0) / 2;
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
