package io.strowger.transcoder;

import io.strowger.testkit.Shared;
import io.strowger.transcoder.amr.AmrFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files of {@code ../shared/media}: encoded, packetised and decoded by the reference libraries. */
public final class ReferenceMedia {
  private ReferenceMedia() {}

  /** One RTP packet of an {@code .rpf} file. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Packet(int timestampStep, boolean marker, byte[] payload) {}

  /** A file's bytes. */
  public static byte[] bytes(String name) {
    return Shared.bytes(Shared.path("media/" + name));
  }

  /** A file of 16-bit samples, little-endian. */
  public static short[] samples(String name) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
    short[] samples = new short[bytes.remaining() / 2];
    bytes.asShortBuffer().get(samples);
    return samples;
  }

  /** The frames of an {@code .amr} file (RFC 4867, section 5). */
  public static List<AmrFrame> frames(String name) {
    byte[] file = bytes(name);
    List<AmrFrame> frames = new ArrayList<>();
    int at = "#!AMR\n".length();
    while (at < file.length) {
      int type = file[at] >> 3 & 0x0F;
      int length = (AmrFrame.bits(type) + 7) / 8;
      frames.add(
          new AmrFrame(
              type, (file[at] & 4) != 0, Arrays.copyOfRange(file, at + 1, at + 1 + length)));
      at += 1 + length;
    }
    return frames;
  }

  /** The packets of an {@code .rpf} file. */
  public static List<Packet> packets(String name) {
    ByteBuffer file = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
    file.position(8);
    List<Packet> packets = new ArrayList<>();
    while (file.hasRemaining()) {
      int length = file.getShort() & 0xFFFF;
      int step = file.getInt();
      boolean marker = file.get() != 0;
      byte[] payload = new byte[length];
      file.get(payload);
      packets.add(new Packet(step, marker, payload));
    }
    return packets;
  }
}
