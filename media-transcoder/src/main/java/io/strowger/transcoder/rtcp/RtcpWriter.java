package io.strowger.transcoder.rtcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes compound packets (RFC 3550, sections 6.4 to 6.6).
 *
 * <pre>
 * |V=2|P|  RC/SC  |      PT       |       length in words - 1     |
 * |                        SSRC of sender                         |
 * SR: | NTP (64) | RTP timestamp | packets sent | octets sent |   then report blocks
 * report block: | SSRC | fraction lost (8) cumulative lost (24) | extended highest sequence |
 *               | jitter | last SR | delay since last SR |
 * </pre>
 */
final class RtcpWriter {
  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int BYE = 203;

  private static final int CNAME = 1;

  private final ByteBuffer out;

  RtcpWriter(byte[] datagram) {
    this.out = ByteBuffer.wrap(datagram);
  }

  /** What a sender tells of itself. */
  record Sender(long ntp, int rtpTimestamp, int packets, int octets) {}

  /** What a receiver tells of a stream. */
  record Block(
      int ssrc, int fractionLost, int lost, int extendedHighest, int jitter, Heard heard) {}

  /** The last sender report heard, and how long ago: 0 and 0 when none was. */
  record Heard(int lastReport, int delay) {}

  RtcpWriter report(int ssrc, java.util.Optional<Sender> sender, java.util.Optional<Block> block) {
    int words = 1 + (sender.isPresent() ? 5 : 0) + (block.isPresent() ? 6 : 0);
    int type = sender.isPresent() ? SENDER_REPORT : RECEIVER_REPORT;
    head(block.isPresent() ? 1 : 0, type, words);
    out.putInt(ssrc);
    sender.ifPresent(this::put);
    block.ifPresent(this::put);
    return this;
  }

  private void put(Sender sender) {
    out.putLong(sender.ntp())
        .putInt(sender.rtpTimestamp())
        .putInt(sender.packets())
        .putInt(sender.octets());
  }

  private void put(Block block) {
    int lost = Math.clamp(block.lost(), -0x800000, 0x7FFFFF);
    out.putInt(block.ssrc())
        .putInt(block.fractionLost() << 24 | lost & 0xFFFFFF)
        .putInt(block.extendedHighest())
        .putInt(block.jitter())
        .putInt(block.heard().lastReport())
        .putInt(block.heard().delay());
  }

  RtcpWriter name(int ssrc, String name) {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    int item = 4 + 2 + text.length + 1;
    int words = (item + 3) / 4;
    head(1, SOURCE_DESCRIPTION, words);
    int begin = out.position();
    out.putInt(ssrc).put((byte) CNAME).put((byte) text.length).put(text);
    while (out.position() < begin + words * 4) {
      out.put((byte) 0);
    }
    return this;
  }

  RtcpWriter bye(int ssrc) {
    head(1, BYE, 1);
    out.putInt(ssrc);
    return this;
  }

  int length() {
    return out.position();
  }

  private void head(int count, int type, int words) {
    out.put((byte) (0x80 | count)).put((byte) type).putShort((short) words);
  }
}
