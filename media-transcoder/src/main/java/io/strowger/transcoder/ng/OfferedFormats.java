package io.strowger.transcoder.ng;

import io.strowger.transcoder.sdp.AmrParameters;
import io.strowger.transcoder.sdp.AudioCodec;
import io.strowger.transcoder.sdp.AudioDescription;
import io.strowger.transcoder.sdp.AudioFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the other party is offered of one's formats, and beyond them. */
final class OfferedFormats {
  private static final int USUAL_EVENTS = 101;
  private static final int FIRST_DYNAMIC = 96;
  private static final int LAST_DYNAMIC = 127;

  private final AudioDescription offer;
  private final CodecOrders orders;
  private final List<AudioFormat> formats = new ArrayList<>();

  private OfferedFormats(AudioDescription offer, CodecOrders orders) {
    this.offer = offer;
    this.orders = orders;
  }

  /** The formats for the other party; none of speech when there is none that we speak. */
  static List<AudioFormat> of(AudioDescription offer, CodecOrders orders) {
    OfferedFormats offered = new OfferedFormats(offer, orders);
    offered.passOn();
    orders.transcode().forEach(offered::add);
    offered.addEvents();
    return List.copyOf(offered.formats);
  }

  /** What both can be spoken with: the relay knows no other codecs. */
  private void passOn() {
    offer.formats().stream()
        .filter(orders::passes)
        .filter(OfferedFormats::isSpoken)
        .forEach(formats::add);
  }

  private static boolean isSpoken(AudioFormat format) {
    Optional<AudioCodec> codec = AudioCodec.of(format);
    return codec.isPresent()
        && (!codec.get().isAmr()
            || AmrParameters.read(format.parameters(), codec.get() == AudioCodec.AMR_WB)
                instanceof AmrParameters.Reading.Usable);
  }

  private void add(CodecName name) {
    offer.formats().stream()
        .filter(name::means)
        .filter(orders::restores)
        .filter(OfferedFormats::isSpoken)
        .filter(format -> !formats.contains(format))
        .forEach(formats::add);
    AudioCodec.named(name.name())
        .map(AudioCodec::offered)
        .filter(format -> formats.stream().noneMatch(format::sameEncoding))
        .ifPresent(format -> formats.add(numbered(format)));
  }

  /** Events of each clock that is offered (RFC 4733, section 2.4.1), where the offerer has any. */
  private void addEvents() {
    List<AudioFormat> events =
        offer.formats().stream()
            .filter(AudioFormat::isEvents)
            .filter(format -> orders.passes(format) || orders.restores(format))
            .toList();
    if (events.isEmpty()) {
      return;
    }
    List<Integer> clocks = formats.stream().map(AudioFormat::clockRate).distinct().toList();
    for (int clock : clocks) {
      AudioFormat format =
          events.stream()
              .filter(event -> event.clockRate() == clock)
              .findFirst()
              .orElseGet(() ->
                  numbered(
                      new AudioFormat(
                          USUAL_EVENTS,
                          "telephone-event",
                          clock,
                          1,
                          events.getFirst().parameters())));
      formats.add(format);
    }
  }

  private AudioFormat numbered(AudioFormat wanted) {
    int type = wanted.payloadType();
    if (!isTaken(type)) {
      return wanted;
    }
    for (int free = FIRST_DYNAMIC; free <= LAST_DYNAMIC; free++) {
      if (!isTaken(free)) {
        return wanted.numbered(free);
      }
    }
    throw new IllegalStateException("an offer of more than 32 dynamic formats");
  }

  private boolean isTaken(int type) {
    return java.util.stream.Stream.concat(offer.formats().stream(), formats.stream())
        .anyMatch(format -> format.payloadType() == type);
  }
}
