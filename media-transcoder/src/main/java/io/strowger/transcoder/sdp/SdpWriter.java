package io.strowger.transcoder.sdp;

import io.strowger.transcoder.sdp.AudioDescription.Packets;
import io.strowger.transcoder.sdp.SessionDescription.MediaLine;
import io.strowger.transcoder.session.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes what a relay tells its peers; lines end with LF. */
public final class SdpWriter {
  private static final Pattern EVENTS = Pattern.compile("[0-9][0-9, -]{0,127}");

  private final StringBuilder text = new StringBuilder(512);

  private SdpWriter() {}

  /**
   * Answers an offer: its payload types, its AMR parameters, its m-lines; those that are not the
   * audio are refused.
   */
  public static String answer(SessionDescription offer, AgreedAudio agreed, LocalAudio local) {
    SdpWriter writer = new SdpWriter();
    writer.head(local);
    List<AudioFormat> formats = spoken(agreed);
    Packets asked = offer.audio().packets();
    Packets packets = new Packets(agreed.ptimeMillis(), asked.maxptimeMillis());
    String protocol = offer.media().get(offer.audioIndex()).protocol();
    writer.inItsPlace(offer, () -> writer.audio(local, protocol, formats, packets));
    return writer.text.toString();
  }

  /** What was agreed on, as a peer is told it: its own payload types and parameters. */
  public static List<AudioFormat> spoken(AgreedAudio agreed) {
    List<AudioFormat> formats = new ArrayList<>();
    AmrParameters amr = agreed.amr();
    formats.add(amr == null ? agreed.format() : withParameters(agreed.format(), amr.answered()));
    AudioFormat events = agreed.events();
    if (events != null) {
      formats.add(withParameters(events, eventsOf(events.parameters())));
    }
    return List.copyOf(formats);
  }

  /** Offers formats. */
  public static String offer(
      String protocol, List<AudioFormat> formats, Packets packets, LocalAudio local) {
    SdpWriter writer = new SdpWriter();
    writer.head(local);
    writer.audio(local, protocol, formats, packets);
    return writer.text.toString();
  }

  /**
   * Offers formats to a peer that has said something before: an offer has all m-lines that a
   * session had, in their order (RFC 3264, section 8); those that are not the audio stay refused.
   */
  public static String offerAgain(
      SessionDescription said,
      String protocol,
      List<AudioFormat> formats,
      Packets packets,
      LocalAudio local) {
    SdpWriter writer = new SdpWriter();
    writer.head(local);
    writer.inItsPlace(said, () -> writer.audio(local, protocol, formats, packets));
    return writer.text.toString();
  }

  private void inItsPlace(SessionDescription said, Runnable audio) {
    for (int i = 0; i < said.media().size(); i++) {
      MediaLine line = said.media().get(i);
      if (i == said.audioIndex()) {
        audio.run();
      } else {
        line("m=" + line.kind() + " 0 " + line.protocol() + " " + line.formats());
      }
    }
  }

  /**
   * Which events: a list of numbers and ranges (RFC 4733, section 2.4.1); others' words are not.
   */
  private static String eventsOf(@Nullable String parameters) {
    return parameters != null && EVENTS.matcher(parameters).matches() ? parameters : "";
  }

  private static AudioFormat withParameters(AudioFormat format, String parameters) {
    return new AudioFormat(
        format.payloadType(),
        format.encoding(),
        format.clockRate(),
        format.channels(),
        parameters.isEmpty() ? null : parameters);
  }

  private void head(LocalAudio local) {
    String address = SdpWords.connection(local.address());
    line("v=0");
    line("o=strowger " + local.session() + " " + local.version() + " " + address);
    line("s=-");
    line("c=" + address);
    line("t=0 0");
  }

  private void audio(
      LocalAudio local, String protocol, List<AudioFormat> formats, Packets packets) {
    StringBuilder media = new StringBuilder("m=audio ").append(local.port()).append(' ');
    media.append(protocol);
    formats.forEach(format -> media.append(' ').append(format.payloadType()));
    line(media.toString());
    for (AudioFormat format : formats) {
      line("a=rtpmap:" + format.payloadType() + " " + format.map());
      String parameters = format.parameters();
      if (parameters != null) {
        line("a=fmtp:" + format.payloadType() + " " + parameters);
      }
    }
    Integer ptime = packets.ptimeMillis();
    if (ptime != null) {
      line("a=ptime:" + ptime);
    }
    Integer maxptime = packets.maxptimeMillis();
    if (maxptime != null) {
      line("a=maxptime:" + maxptime);
    }
    if (local.flow() != Flow.SENDRECV) {
      line("a=" + FlowAttribute.name(local.flow()));
    }
    if (local.rtcpMux()) {
      line("a=rtcp-mux");
    }
    CryptoAttribute crypto = local.crypto();
    if (crypto != null) {
      line("a=" + crypto.line());
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
