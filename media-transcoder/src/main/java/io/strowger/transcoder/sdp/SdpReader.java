package io.strowger.transcoder.sdp;

import io.strowger.transcoder.sdp.SessionDescription.MediaLine;
import io.strowger.transcoder.session.Flow;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an SDP (RFC 8866). Lines that say where audio goes and how it is coded must be right, to
 * the letter; attributes unknown to us are passed over. Nothing is looked up: addresses are
 * numbers.
 */
public final class SdpReader {
  /** The most characters of an SDP. */
  public static final int MOST_CHARACTERS = 16_384;

  private static final int MOST_MEDIA = 16;
  private static final Pattern LINE = Pattern.compile("([a-z])=([^\\x00-\\x08\\x0A-\\x1F\\x7F]*)");
  private static final Pattern ORIGIN =
      Pattern.compile("\\S{1,128} \\d{1,20} \\d{1,20} IN IP[46] \\S{1,255}");
  private static final Pattern MEDIA =
      Pattern.compile(
          "([a-z-]{1,32}) (\\d{1,5})(?:/\\d{1,5})? ([A-Z0-9a-z/.-]{1,64})"
              // Possessive: what can be taken back is kept on the stack, for thousands of formats.
              + " ([A-Za-z0-9*._/+-]++(?: [A-Za-z0-9*._/+-]++)*+)");

  private @Nullable InetAddress sessionAddress;
  private @Nullable Flow sessionFlow;
  private final List<MediaLine> media = new ArrayList<>();
  private int audioIndex = -1;
  private @Nullable AudioReader audio;
  private boolean inAudio;
  private int number;

  private SdpReader() {}

  /**
   * Reads an SDP.
   *
   * @throws MalformedSdp when it is none, or has no audio
   */
  public static SessionDescription read(String sdp) throws MalformedSdp {
    if (sdp.length() > MOST_CHARACTERS) {
      throw new MalformedSdp("longer than " + MOST_CHARACTERS + " characters");
    }
    SdpReader reader = new SdpReader();
    String[] lines = sdp.stripTrailing().split("\\r?\\n", -1);
    if (!lines[0].equals("v=0")) {
      throw new MalformedSdp(1, "an SDP begins with v=0");
    }
    for (String line : lines) {
      reader.number++;
      reader.take(line);
    }
    return reader.description();
  }

  private void take(String text) throws MalformedSdp {
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      throw new MalformedSdp(number, "is not <letter>=<value>");
    }
    String value = line.group(2).stripTrailing();
    try {
      switch (line.group(1).charAt(0)) {
        case 'o' -> origin(value);
        case 'm' -> media(value);
        case 'c' -> connection(value);
        case 'a' -> attribute(value);
        default -> {} // nothing that says where or how
      }
    } catch (IllegalArgumentException wrong) {
      throw new MalformedSdp(number, String.valueOf(wrong.getMessage()));
    }
  }

  private static void origin(String value) {
    if (!ORIGIN.matcher(value).matches()) {
      throw new IllegalArgumentException("the o= line cannot be read");
    }
  }

  private void media(String value) {
    Matcher line = MEDIA.matcher(value);
    if (!line.matches()) {
      throw new IllegalArgumentException("the m= line cannot be read");
    }
    if (media.size() == MOST_MEDIA) {
      throw new IllegalArgumentException("more than " + MOST_MEDIA + " m= lines");
    }
    int port = SdpWords.port(line.group(2));
    inAudio = audio == null && line.group(1).equals("audio");
    if (inAudio) {
      audioIndex = media.size();
      audio = new AudioReader(port, line.group(3), line.group(4));
    }
    media.add(new MediaLine(line.group(1), line.group(3), line.group(4)));
  }

  private void connection(String value) {
    if (media.isEmpty()) {
      sessionAddress = SdpWords.connection(value);
    } else if (inAudio && audio != null) {
      audio.connection(value);
    }
  }

  private void attribute(String value) {
    if (media.isEmpty()) {
      Optional<Flow> flow = FlowAttribute.of(value);
      flow.ifPresent(given -> sessionFlow = given);
    } else if (inAudio && audio != null) {
      audio.attribute(value);
    }
  }

  private SessionDescription description() throws MalformedSdp {
    if (audio == null) {
      throw new MalformedSdp("there is no m=audio line");
    }
    return new SessionDescription(
        List.copyOf(media), audioIndex, audio.description(sessionAddress, sessionFlow));
  }
}
