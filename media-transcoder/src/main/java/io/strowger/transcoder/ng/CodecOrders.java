package io.strowger.transcoder.ng;

import io.strowger.transcoder.sdp.AudioFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What shall become of the formats of an offer on its way to the other party.
 *
 * @param strip taken out, for both parties
 * @param mask taken out for the other party, and still spoken with the offerer
 * @param keep left in, whatever {@code strip} and {@code mask} say
 * @param transcode put in, if it is not there; put back where {@code all} was taken out
 */
public record CodecOrders(
    List<CodecName> strip, List<CodecName> mask, List<CodecName> keep, List<CodecName> transcode) {
  private static final Pattern ORDER = Pattern.compile("(?:codec-)?([a-z]+)[-=](.+)");

  static CodecOrders of(Bencoded.Dictionary message, List<String> flags) {
    Gathered gathered = new Gathered();
    Bencoded.Dictionary codec = message.dictionary("codec");
    codec
        .entries()
        .keySet()
        .forEach(order -> codec.texts(order).forEach(name -> gathered.take(order, name)));
    for (String flag : flags) {
      Matcher order = ORDER.matcher(flag);
      if (order.matches()) {
        gathered.take(order.group(1), order.group(2));
      }
    }
    return gathered.orders();
  }

  /**
   * True when this format of the offer was taken out with all others and is asked for by its name:
   * it is put back as it was, as rtpengine does.
   */
  boolean restores(AudioFormat format) {
    return any(transcode, format)
        && (any(strip, format) || any(mask, format))
        && Stream.concat(strip.stream(), mask.stream())
            .filter(name -> name.means(format))
            .allMatch(CodecName::isEverything);
  }

  /** True when the other party is to be offered this format of the offer. */
  boolean passes(AudioFormat format) {
    return (!any(strip, format) && !any(mask, format)) || any(keep, format);
  }

  /** True when this format of the offer may be spoken with the offerer. */
  boolean spokenWithOfferer(AudioFormat format) {
    return !any(strip, format) || any(mask, format) || any(keep, format) || restores(format);
  }

  private static boolean any(List<CodecName> names, AudioFormat format) {
    return names.stream().anyMatch(name -> name.means(format));
  }

  private static final class Gathered {
    private final List<CodecName> strip = new ArrayList<>();
    private final List<CodecName> mask = new ArrayList<>();
    private final List<CodecName> keep = new ArrayList<>();
    private final List<CodecName> transcode = new ArrayList<>();

    private void take(String order, String name) {
      CodecName.of(name)
          .ifPresent(codec -> {
            switch (order) {
              case "strip" -> strip.add(codec);
              case "mask", "consume" -> mask.add(codec);
              case "except", "offer" -> keep.add(codec);
              case "transcode" -> transcode.add(codec);
              default -> {} // such as set and accept: what they ask is so here anyway
            }
          });
    }

    private CodecOrders orders() {
      return new CodecOrders(
          List.copyOf(strip), List.copyOf(mask), List.copyOf(keep), List.copyOf(transcode));
    }
  }
}
