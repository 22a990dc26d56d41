package io.strowger.transcoder.sdp;

import io.strowger.transcoder.sdp.AudioDescription.Packets;
import io.strowger.transcoder.sdp.AudioDescription.Rtcp;
import io.strowger.transcoder.session.Flow;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gathers one audio stream's lines. */
final class AudioReader {
  private static final Pattern PAYLOAD_TYPE = Pattern.compile("\\d{1,3}");
  private static final Pattern RTPMAP =
      Pattern.compile("rtpmap:(\\d{1,3}) ([^ /]{1,64})/(\\d{1,6})(?:/(\\d{1,2}))?");
  private static final Pattern FMTP = Pattern.compile("fmtp:(\\d{1,3}) (.{1,1024})");
  private static final Pattern PTIME = Pattern.compile("(max)?ptime:(\\d{1,4})(?:\\.\\d{1,6})?");
  private static final Pattern RTCP = Pattern.compile("rtcp:(\\d{1,5})(?: (IN \\S+ \\S+))?");

  private final int port;
  private final String protocol;
  private final Set<Integer> types = new LinkedHashSet<>();
  private final Map<Integer, AudioFormat> maps = new HashMap<>();
  private final Map<Integer, String> parameters = new HashMap<>();
  private @Nullable InetAddress address;
  private @Nullable Flow flow;
  private @Nullable Integer ptime;
  private @Nullable Integer maxptime;
  private @Nullable Integer rtcpPort;
  private @Nullable InetAddress rtcpAddress;
  private boolean mux;
  private final List<CryptoAttribute> cryptos = new ArrayList<>();

  AudioReader(int port, String protocol, String formats) {
    this.port = port;
    this.protocol = protocol;
    for (String format : formats.split(" ")) {
      int type = PAYLOAD_TYPE.matcher(format).matches() ? Integer.parseInt(format) : 128;
      if (type > 127) {
        throw new IllegalArgumentException("a payload type must be 0 to 127");
      }
      if (!types.add(type)) {
        throw new IllegalArgumentException("payload type " + type + " stands twice");
      }
    }
  }

  void connection(String value) {
    address = SdpWords.connection(value);
  }

  void attribute(String value) {
    String name = value.split(":", 2)[0];
    switch (name) {
      case "rtpmap" -> map(value);
      case "fmtp" -> parameters(value);
      case "ptime", "maxptime" -> packets(value);
      case "rtcp" -> rtcp(value);
      case "rtcp-mux" -> mux = true;
      case "crypto" -> CryptoAttribute.of(value).ifPresent(cryptos::add);
      default -> FlowAttribute.of(value).ifPresent(given -> flow = given);
    }
  }

  private void map(String value) {
    Matcher map = read(RTPMAP, value);
    int channels = map.group(4) == null ? 1 : Integer.parseInt(map.group(4));
    int type = Integer.parseInt(map.group(1));
    AudioFormat format =
        new AudioFormat(type, map.group(2), Integer.parseInt(map.group(3)), channels, null);
    if (maps.putIfAbsent(type, format) != null) {
      throw new IllegalArgumentException("payload type " + type + " is mapped twice");
    }
  }

  private void parameters(String value) {
    Matcher fmtp = read(FMTP, value);
    int type = Integer.parseInt(fmtp.group(1));
    if (parameters.putIfAbsent(type, fmtp.group(2).strip()) != null) {
      throw new IllegalArgumentException("payload type " + type + " has parameters twice");
    }
  }

  private void packets(String value) {
    Matcher packets = read(PTIME, value);
    Integer millis = Integer.valueOf(packets.group(2));
    if (millis < 1) {
      throw new IllegalArgumentException("packets of no length");
    }
    if (packets.group(1) == null) {
      ptime = millis;
    } else {
      maxptime = millis;
    }
  }

  private void rtcp(String value) {
    Matcher rtcp = read(RTCP, value);
    rtcpPort = SdpWords.port(rtcp.group(1));
    rtcpAddress = rtcp.group(2) == null ? null : SdpWords.connection(rtcp.group(2));
  }

  private static Matcher read(Pattern pattern, String value) {
    Matcher matcher = pattern.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(value.split(":", 2)[0] + " cannot be read");
    }
    return matcher;
  }

  AudioDescription description(@Nullable InetAddress sessionAddress, @Nullable Flow sessionFlow)
      throws MalformedSdp {
    InetAddress where = address == null ? sessionAddress : address;
    if (where == null) {
      throw new MalformedSdp("there is no c= line for the audio");
    }
    Flow given = flow == null ? sessionFlow : flow;
    return new AudioDescription(
        where,
        port,
        protocol,
        formats(),
        given == null ? Flow.SENDRECV : given,
        new Packets(ptime, maxptime),
        new Rtcp(mux, rtcpPort, rtcpAddress),
        List.copyOf(cryptos));
  }

  private List<AudioFormat> formats() {
    List<AudioFormat> formats = new ArrayList<>();
    for (int type : types) {
      AudioFormat map = maps.get(type);
      String fmtp = parameters.get(type);
      if (map == null) {
        AudioFormat.ofStaticType(type, fmtp).ifPresent(formats::add);
      } else {
        formats.add(new AudioFormat(type, map.encoding(), map.clockRate(), map.channels(), fmtp));
      }
    }
    return List.copyOf(formats);
  }
}
