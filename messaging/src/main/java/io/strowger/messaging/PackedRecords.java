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

/**
 * Records one after the other in one value, because a row for each of them costs the database more
 * than all the rest of a batch.
 *
 * <pre>
 * version (1 byte, 1), then for each record:
 * topic, partition (4 bytes, -1 for none), key, number of headers (4 bytes), names and values,
 * value; every text and value is its length (4 bytes) and its bytes, texts in UTF-8
 * </pre>
 */
final class PackedRecords {
  private static final int VERSION = 1;
  private static final int NO_PARTITION = -1;

  /** Three at the most in UTF-8: two characters make one of four bytes. */
  private static final int BYTES_OF_A_CHAR = 3;

  private PackedRecords() {}

  /** All of these as one value. */
  static byte[] pack(List<Outgoing> records) {
    ByteBuffer out =
        ByteBuffer.allocate(1 + records.stream().mapToInt(PackedRecords::atMost).sum());
    out.put((byte) VERSION);
    for (Outgoing record : records) {
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
    return Arrays.copyOf(out.array(), out.position());
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
    List<Outgoing> records = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalStateException("outbox row packed as version " + version);
      }
      while (in.available() > 0) {
        records.add(readRecord(in));
      }
    } catch (IOException damaged) {
      throw new IllegalStateException("outbox row that cannot be unpacked", damaged);
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
