package io.strowger.transcoder.sdp;

import io.strowger.transcoder.sdp.AudioOffer.Format;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the first audio description of an SDP (RFC 8866). */
public final class SdpReader {
  private static final int MOST_CHARACTERS = 16_384;
  private static final Pattern CONNECTION =
      Pattern.compile("c=IN (?:IP4 ([0-9.]{7,15})|IP6 ([0-9A-Fa-f:.]{2,45}))(?:/.*)?");
  private static final Pattern AUDIO =
      Pattern.compile("m=audio (\\d{1,5})(?:/\\d+)? RTP/AVPF? ([0-9 ]+)");
  private static final Pattern RTPMAP = Pattern.compile("a=rtpmap:(\\d{1,3}) ([^ ]{1,64})\\s*");
  private static final Pattern FMTP = Pattern.compile("a=fmtp:(\\d{1,3}) (.{1,512})");
  private static final Map<Integer, String> STATIC =
      Map.of(0, "PCMU/8000", 8, "PCMA/8000", 9, "G722/8000", 13, "CN/8000", 18, "G729/8000");

  private @Nullable String sessionAddress;
  private @Nullable String audioAddress;
  private @Nullable Matcher audio;
  private boolean inAudio;
  private final Map<Integer, String> encodings = new HashMap<>(STATIC);
  private final Map<Integer, String> parameters = new HashMap<>();

  private SdpReader() {}

  /**
   * Reads an SDP.
   *
   * @throws MalformedSdp when it has no audio that could be sent to
   */
  public static AudioOffer read(String sdp) throws MalformedSdp {
    if (sdp.length() > MOST_CHARACTERS) {
      throw new MalformedSdp("longer than " + MOST_CHARACTERS + " characters");
    }
    SdpReader reader = new SdpReader();
    for (String line : sdp.split("\\r?\\n")) {
      reader.take(line);
    }
    return reader.offer();
  }

  private void take(String line) throws MalformedSdp {
    if (line.startsWith("m=")) {
      inAudio = audio == null && line.startsWith("m=audio ");
      if (inAudio) {
        audio = AUDIO.matcher(line.strip());
        if (!audio.matches()) {
          throw new MalformedSdp("the m=audio line cannot be read");
        }
      }
    } else if (line.startsWith("c=")) {
      connection(line.strip());
    } else if (inAudio && line.startsWith("a=")) {
      attribute(line);
    }
  }

  private void connection(String line) throws MalformedSdp {
    Matcher connection = CONNECTION.matcher(line);
    if (!connection.matches()) {
      throw new MalformedSdp("a c= line cannot be read");
    }
    String address = connection.group(1) == null ? connection.group(2) : connection.group(1);
    if (inAudio) {
      audioAddress = address;
    } else if (audio == null) {
      sessionAddress = address;
    }
  }

  private void attribute(String line) {
    Matcher map = RTPMAP.matcher(line);
    if (map.matches()) {
      encodings.put(Integer.parseInt(map.group(1)), map.group(2).toUpperCase(Locale.ROOT));
      return;
    }
    Matcher fmtp = FMTP.matcher(line);
    if (fmtp.matches()) {
      parameters.put(Integer.parseInt(fmtp.group(1)), fmtp.group(2).strip());
    }
  }

  private AudioOffer offer() throws MalformedSdp {
    if (audio == null) {
      throw new MalformedSdp("there is no m=audio line");
    }
    String address = audioAddress == null ? sessionAddress : audioAddress;
    if (address == null) {
      throw new MalformedSdp("there is no c= line for the audio");
    }
    int port = Integer.parseInt(audio.group(1));
    if (port < 1 || port > 65_535) {
      throw new MalformedSdp("the audio port is " + port);
    }
    List<Format> formats = new ArrayList<>();
    for (String text : audio.group(2).strip().split(" +")) {
      int type = text.length() > 3 ? 128 : Integer.parseInt(text);
      if (type > 127) {
        throw new MalformedSdp("a payload type is beyond 127");
      }
      String encoding = encodings.get(type);
      if (encoding != null) {
        formats.add(new Format(type, encoding, parameters.get(type)));
      }
    }
    return new AudioOffer(address, port, List.copyOf(formats));
  }
}
