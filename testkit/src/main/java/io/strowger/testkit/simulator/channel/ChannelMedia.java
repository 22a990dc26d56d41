package io.strowger.testkit.simulator.channel;

import io.strowger.testkit.simulator.event.Header;
import io.strowger.testkit.simulator.event.HeaderBlock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a leg shows once its media runs through the switch (variables of switch_core_media). */
public final class ChannelMedia {

  private static final int PACKET_MILLIS = 20;
  private static final int PACKET_BYTES = 172;

  private static final List<Header> CODEC_INDEPENDENT =
      List.of(
          Variables.shared("video_media_flow", "inactive"),
          Variables.shared("text_media_flow", "inactive"),
          Variables.shared("remote_video_media_flow", "inactive"),
          Variables.shared("remote_text_media_flow", "inactive"),
          Variables.shared("remote_audio_media_flow", "sendrecv"),
          Variables.shared("audio_media_flow", "sendrecv"),
          Variables.shared("dtmf_type", "rfc2833"),
          Variables.shared("local_media_ip", "127.0.0.1"),
          Variables.shared("advertised_media_ip", "127.0.0.1"),
          Variables.shared("rtp_2833_send_payload", "101"),
          Variables.shared("rtp_2833_recv_payload", "101"));

  private static final List<String> ALWAYS_ZERO =
      List.of(
          "rtp_audio_in_skip_packet_count",
          "rtp_audio_in_jitter_packet_count",
          "rtp_audio_in_dtmf_packet_count",
          "rtp_audio_in_cng_packet_count",
          "rtp_audio_in_flush_packet_count",
          "rtp_audio_in_largest_jb_size",
          "rtp_audio_in_flaw_total",
          "rtp_audio_out_skip_packet_count",
          "rtp_audio_out_dtmf_packet_count",
          "rtp_audio_out_cng_packet_count",
          "rtp_audio_rtcp_packet_count",
          "rtp_audio_rtcp_octet_count");

  private static final Map<String, String> STEADY =
      Map.of(
          "rtp_audio_in_jitter_min_variance", "0.00",
          "rtp_audio_in_jitter_max_variance", "0.00",
          "rtp_audio_in_jitter_loss_rate", "0.00",
          "rtp_audio_in_jitter_burst_rate", "0.00",
          "rtp_audio_in_mean_interval", "0.00",
          "rtp_audio_in_quality_percentage", "100.00",
          "rtp_audio_in_mos", "4.50");

  private ChannelMedia() {}

  /** Gives a leg media of this codec with the party whose SDP this is. */
  public static void start(Channel channel, String codec, String remoteSdp) {
    int payload = Sdp.payloadOf(codec);
    String rate = Integer.toString(Sdp.clockRateOf(codec));
    Variables variables = channel.variables().share(CODEC_INDEPENDENT);
    variables.set("rtp_audio_recv_pt", payload).set("rtp_use_pt", payload);
    variables.set("rtp_use_codec_name", codec).set("rtp_use_codec_rate", rate);
    variables.set("rtp_use_codec_ptime", PACKET_MILLIS).set("rtp_use_codec_channels", "1");
    variables.set("rtp_last_audio_codec_string", codec + "@" + rate + "h@20i@1c");
    for (String way : List.of("read", "write")) {
      variables.set(way + "_codec", codec).set(way + "_rate", rate);
    }
    variables.set("original_read_codec", codec).set("original_read_rate", rate);
    variables.set("rtp_use_ssrc", 0x7fff_ffffL & channel.uuid().hashCode());
    variables.set("remote_media_ip", Sdp.address(remoteSdp));
    variables.set("remote_media_port", Sdp.audioPort(remoteSdp));
    channel.useCodec(codec);
  }

  /** The counters of RTP at the end, as of a call without loss that was heard since its answer. */
  public static void count(Channel channel) {
    if (channel.codec().isEmpty()) {
      return;
    }
    long from = channel.isAnswered() ? channel.times().answered() : channel.times().hungUp();
    long packets = (channel.times().hungUp() - from) / 1_000 / PACKET_MILLIS;
    Variables variables = channel.variables();
    for (String way : List.of("in", "out")) {
      String prefix = "rtp_audio_" + way.toLowerCase(Locale.ROOT) + "_";
      variables.set(prefix + "raw_bytes", packets * PACKET_BYTES);
      variables.set(prefix + "media_bytes", packets * PACKET_BYTES);
      variables.set(prefix + "packet_count", packets);
      variables.set(prefix + "media_packet_count", packets);
    }
    ALWAYS_ZERO.forEach(name -> variables.set(name, 0));
    STEADY.forEach(variables::set);
  }

  static void codecHeaders(HeaderBlock block, String codec) {
    String rate = Integer.toString(Sdp.clockRateOf(codec));
    for (String way : List.of("Read", "Write")) {
      block.put("Channel-" + way + "-Codec-Name", codec);
      block.put("Channel-" + way + "-Codec-Rate", rate);
      block.put("Channel-" + way + "-Codec-Bit-Rate", codec.startsWith("PCM") ? "64000" : "0");
    }
  }
}
