package io.strowger.transcoder.amr;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames of a file (RFC 4867, section 5), one channel.
 *
 * @param frames in turn
 */
public record AmrFile(AmrKind kind, List<Frame> frames) {
  private static final byte[] WIDEBAND = "#!AMR-WB\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NARROWBAND = "#!AMR\n".getBytes(StandardCharsets.US_ASCII);

  /** 20 ms of it. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Frame(int type, boolean good, byte[] speech) {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static AmrFile read(byte[] file) {
    AmrKind kind = startsWith(file, WIDEBAND) ? AmrKind.WIDEBAND : AmrKind.NARROWBAND;
    if (kind == AmrKind.NARROWBAND && !startsWith(file, NARROWBAND)) {
      throw new IllegalArgumentException("no AMR file: it does not begin with #!AMR");
    }
    List<Frame> frames = new ArrayList<>();
    int at = kind == AmrKind.WIDEBAND ? WIDEBAND.length : NARROWBAND.length;
    while (at < file.length) {
      int type = file[at] >> 3 & 0x0F;
      int end = at + 1 + kind.octets(type);
      if (!kind.isType(type) || end > file.length) {
        throw new IllegalArgumentException("no AMR frame at octet " + at);
      }
      frames.add(new Frame(type, (file[at] & 4) != 0, Arrays.copyOfRange(file, at + 1, end)));
      at = end;
    }
    return new AmrFile(kind, List.copyOf(frames));
  }

  private static boolean startsWith(byte[] file, byte[] magic) {
    return file.length >= magic.length
        && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
  }
}
