package io.strowger.transcoder.amr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The payload of one RTP packet: a mode request and frames (RFC 4867, section 4).
 *
 * <pre>
 * bandwidth-efficient (4.3):  CMR(4) { F(1) FT(4) Q(1) } ... speech bits of all frames, one after the other
 * octet-aligned (4.4):        CMR(4) 0000 { F(1) FT(4) Q(1) 00 } ... speech of each frame, padded to octets
 * </pre>
 *
 * @param modeRequest 0 to 7, or 15 for none
 * @param frames 1 or more, each 20 ms later than the one before
 */
public record AmrPayload(int modeRequest, List<AmrFrame> frames) {
  /** No mode is asked for. */
  public static final int NO_REQUEST = 15;

  private static final int MOST_FRAMES = 24;

  /** Frames without a mode request. */
  public static AmrPayload of(List<AmrFrame> frames) {
    return new AmrPayload(NO_REQUEST, frames);
  }

  /** Reads a payload; empty when it is none. */
  public static Optional<AmrPayload> read(byte[] payload, boolean octetAligned) {
    BitReader bits = new BitReader(payload);
    int padding = octetAligned ? 2 : 0;
    if (bits.left() < 4) {
      return Optional.empty();
    }
    int request = bits.read(4);
    bits.skip(octetAligned ? 4 : 0);
    List<Integer> contents = new ArrayList<>();
    boolean more = true;
    while (more) {
      if (bits.left() < 6 + padding || contents.size() == MOST_FRAMES) {
        return Optional.empty();
      }
      more = bits.read(1) == 1;
      int entry = bits.read(5);
      bits.skip(padding);
      if (!AmrFrame.isType(entry >> 1)) {
        return Optional.empty();
      }
      contents.add(entry);
    }
    return frames(bits, contents, octetAligned).map(frames -> new AmrPayload(request, frames));
  }

  private static Optional<List<AmrFrame>> frames(
      BitReader bits, List<Integer> contents, boolean octetAligned) {
    List<AmrFrame> frames = new ArrayList<>(contents.size());
    for (int entry : contents) {
      int type = entry >> 1;
      int length = AmrFrame.bits(type);
      if (bits.left() < length) {
        return Optional.empty();
      }
      frames.add(new AmrFrame(type, (entry & 1) == 1, bits.readBytes(length)));
      if (octetAligned) {
        bits.alignToOctet();
      }
    }
    return Optional.of(List.copyOf(frames));
  }

  /** The payload's bytes. */
  public byte[] write(boolean octetAligned) {
    BitWriter bits = new BitWriter();
    bits.write(modeRequest, 4);
    bits.write(0, octetAligned ? 4 : 0);
    for (int i = 0; i < frames.size(); i++) {
      AmrFrame frame = frames.get(i);
      bits.write(i + 1 < frames.size() ? 1 : 0, 1);
      bits.write(frame.type(), 4);
      bits.write(frame.good() ? 1 : 0, 1);
      bits.write(0, octetAligned ? 2 : 0);
    }
    for (AmrFrame frame : frames) {
      bits.writeBytes(frame.speech(), AmrFrame.bits(frame.type()));
      if (octetAligned) {
        bits.alignToOctet();
      }
    }
    return bits.bytes();
  }
}
