package io.strowger.messaging;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/**
 * Records one after the other in one value, because a row for each of them costs the database more
 * than all the rest of a batch; compressed, because they say the same things over and over, and the
 * database writes every byte several times.
 *
 * <pre>
 * version (1 byte, 2), bytes before compression (4 bytes), then as a block of LZ4, for each record:
 * topic, partition (4 bytes, -1 for none), key, number of headers (4 bytes), names and values,
 * value; every text and value is its length (4 bytes) and its bytes, texts in UTF-8
 * </pre>
 *
 * <p>Version 1 was the same without compression, and has no length before its records.
 */
final class PackedRecords {
  private static final int PLAIN = 1;
  private static final int COMPRESSED = 2;
  private static final int BEFORE_THE_BLOCK = 1 + Integer.BYTES;

  /** A byte of LZ4 stands for 255 bytes at the most. */
  private static final int MOST_OF_A_BYTE = 255;

  private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

  private static final int NO_PARTITION = -1;

  /** Three at the most in UTF-8: two characters make one of four bytes. */
  private static final int BYTES_OF_A_CHAR = 3;

  private PackedRecords() {}

  /** One value, and the records in it. */
  @SuppressWarnings("ArrayRecordComponent")
  record Pack(byte[] value, List<Outgoing> records) {}

  /**
   * All of these, in as few values as hold them.
   *
   * @param most bytes of a value before compression; more only where a single record is longer
   */
  static List<Pack> pack(List<Outgoing> records, int most) {
    List<Pack> packs = new ArrayList<>();
    ByteBuffer out = ByteBuffer.allocate(records.stream().mapToInt(PackedRecords::atMost).sum());
    int begin = 0;
    int first = 0;
    for (int i = 0; i < records.size(); i++) {
      int before = out.position();
      write(out, records.get(i));
      if (out.position() - begin > most && i > first) {
        packs.add(new Pack(compress(out, begin, before), records.subList(first, i)));
        begin = before;
        first = i;
      }
    }
    if (first < records.size()) {
      byte[] rest = compress(out, begin, out.position());
      packs.add(new Pack(rest, records.subList(first, records.size())));
    }
    return packs;
  }

  private static byte[] compress(ByteBuffer from, int begin, int end) {
    LZ4Compressor compressor = LZ4.fastCompressor();
    byte[] value = new byte[BEFORE_THE_BLOCK + compressor.maxCompressedLength(end - begin)];
    ByteBuffer.wrap(value).put((byte) COMPRESSED).putInt(end - begin);
    int length = compressor.compress(from.array(), begin, end - begin, value, BEFORE_THE_BLOCK);
    return Arrays.copyOf(value, BEFORE_THE_BLOCK + length);
  }

  private static void write(ByteBuffer out, Outgoing record) {
    write(out, record.topic());
    out.putInt(record.partition() == null ? NO_PARTITION : record.partition());
    write(out, record.key());
    out.putInt(record.headers().size());
    for (Map.Entry<String, String> header : record.headers().entrySet()) {
      write(out, header.getKey());
      write(out, header.getValue());
    }
    write(out, record.value());
  }

  /** As many bytes as a record may take, should each of its characters take the most it can. */
  private static int atMost(Outgoing record) {
    int texts = record.topic().length() + record.key().length();
    for (Map.Entry<String, String> header : record.headers().entrySet()) {
      texts += header.getKey().length() + header.getValue().length();
    }
    int lengths = 5 + 2 * record.headers().size();
    return lengths * Integer.BYTES + texts * BYTES_OF_A_CHAR + record.value().length;
  }

  /**
   * The records of such a value.
   *
   * @throws IllegalStateException when it was packed by a later version, or is damaged
   */
  static List<Outgoing> unpack(byte[] packed) {
    try {
      int version = packed.length == 0 ? 0 : packed[0];
      return switch (version) {
        case PLAIN -> readAll(packed, 1);
        case COMPRESSED -> readAll(decompress(packed), 0);
        default -> throw new IllegalStateException("outbox row packed as version " + version);
      };
    } catch (IOException | LZ4Exception damaged) {
      throw new IllegalStateException("outbox row that cannot be unpacked", damaged);
    }
  }

  private static byte[] decompress(byte[] packed) throws IOException {
    int block = packed.length - BEFORE_THE_BLOCK;
    int length = block < 0 ? -1 : ByteBuffer.wrap(packed).getInt(1);
    if (length < 0 || length > (long) block * MOST_OF_A_BYTE) {
      throw new IOException("a length of " + length);
    }
    byte[] records = new byte[length];
    int told = LZ4.safeDecompressor().decompress(packed, BEFORE_THE_BLOCK, block, records, 0);
    if (told != length) {
      throw new IOException(told + " bytes in place of " + length);
    }
    return records;
  }

  private static List<Outgoing> readAll(byte[] bytes, int from) throws IOException {
    List<Outgoing> records = new ArrayList<>();
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
      while (in.available() > 0) {
        records.add(readRecord(in));
      }
    }
    return records;
  }

  private static Outgoing readRecord(DataInputStream in) throws IOException {
    String topic = readText(in);
    int partition = in.readInt();
    String key = readText(in);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      headers.put(readText(in), readText(in));
    }
    return new Outgoing(
        topic, partition == NO_PARTITION ? null : partition, key, headers, readBytes(in));
  }

  private static void write(ByteBuffer out, String text) {
    write(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes.length).put(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a length of " + length);
    }
    return in.readNBytes(length);
  }
}
