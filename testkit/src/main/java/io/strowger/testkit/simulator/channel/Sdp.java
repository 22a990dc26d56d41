package io.strowger.testkit.simulator.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Just enough of RFC 4566 for a simulated switch: which audio codecs, where, and offers to make.
 */
public final class Sdp {

  private Sdp() {}

  /** An offer or answer with these audio codecs at this loopback port. */
  public static String audio(int port, List<String> codecs) {
    String payloads =
        codecs.stream()
            .map(codec -> Integer.toString(payloadOf(codec)))
            .collect(Collectors.joining(" "));
    StringBuilder sdp = new StringBuilder("v=0\r\n");
    sdp.append("o=FreeSWITCH ")
        .append(1_795_400_000 + port)
        .append(' ')
        .append(1_795_400_001 + port);
    sdp.append(" IN IP4 127.0.0.1\r\ns=FreeSWITCH\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ");
    sdp.append(port).append(" RTP/AVP ").append(payloads).append(" 101\r\n");
    for (String codec : codecs) {
      int payload = payloadOf(codec);
      sdp.append("a=rtpmap:").append(payload).append(' ').append(codec);
      sdp.append('/').append(clockRateOf(codec)).append("\r\n");
      if (codec.startsWith("AMR")) {
        sdp.append("a=fmtp:").append(payload).append(" octet-align=1; mode-set=7\r\n");
      }
    }
    return sdp.append("a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n")
        .toString();
  }

  /**
   * The names of the audio codecs, in order of preference, without telephone-event and comfort
   * noise.
   */
  public static List<String> codecs(String sdp) {
    List<String> names = new ArrayList<>();
    String media = line(sdp, "m=audio ");
    String[] words = media.split(" ");
    for (int i = 2; i < words.length; i++) {
      String name = codecOf(sdp, words[i]);
      if (!name.isEmpty() && !name.equals("telephone-event") && !name.equals("CN")) {
        names.add(name);
      }
    }
    return names;
  }

  /** The port of the audio stream, 0 when there is none. */
  public static int audioPort(String sdp) {
    String media = line(sdp, "m=audio ");
    return media.isEmpty() ? 0 : Integer.parseInt(media.split(" ")[0]);
  }

  /** The connection address. */
  public static String address(String sdp) {
    String connection = line(sdp, "c=IN IP4 ");
    return connection.isEmpty() ? "127.0.0.1" : connection;
  }

  /** FreeSWITCH's codec string, e.g. {@code CORE_PCM_MODULE.PCMA@8000h@20i@64000b}. */
  public static String codecString(List<String> codecs) {
    return codecs.stream().map(Sdp::implementation).collect(Collectors.joining(","));
  }

  static int payloadOf(String codec) {
    return switch (codec.toUpperCase(Locale.ROOT)) {
      case "PCMU" -> 0;
      case "PCMA" -> 8;
      case "G722" -> 9;
      case "AMR" -> 102;
      case "AMR-WB" -> 103;
      default -> 96;
    };
  }

  static int clockRateOf(String codec) {
    return codec.equals("AMR-WB") ? 16_000 : 8_000;
  }

  private static String implementation(String codec) {
    return switch (codec) {
      case "AMR" -> "mod_amr.AMR@8000h@20i";
      case "AMR-WB" -> "mod_amrwb.AMR-WB@16000h@20i";
      default -> "CORE_PCM_MODULE." + codec + "@8000h@20i@64000b";
    };
  }

  private static String codecOf(String sdp, String payload) {
    String mapped = line(sdp, "a=rtpmap:" + payload + " ");
    if (!mapped.isEmpty()) {
      return mapped.substring(0, mapped.indexOf('/'));
    }
    return switch (payload) {
      case "0" -> "PCMU";
      case "8" -> "PCMA";
      case "9" -> "G722";
      default -> "";
    };
  }

  private static String line(String sdp, String start) {
    return sdp.lines()
        .filter(candidate -> candidate.startsWith(start))
        .map(candidate -> candidate.substring(start.length()).strip())
        .findFirst()
        .orElse("");
  }
}
