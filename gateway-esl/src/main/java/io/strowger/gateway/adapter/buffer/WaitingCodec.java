package io.strowger.gateway.adapter.buffer;

import io.strowger.contracts.id.SwitchId;
import io.strowger.messaging.Outgoing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Waiting records as they stand on disk.
 *
 * <pre>
 *   4 bytes  length of what follows the checksum
 *   4 bytes  CRC-32 of it
 *   switch, epoch, since (epoch milliseconds), topic, partition or -1, key,
 *   count of headers, each name and value, then length and bytes of the value
 * </pre>
 */
final class WaitingCodec {
  /** Length and checksum. */
  static final int HEAD = 8;

  private static final int NO_PARTITION = -1;

  private WaitingCodec() {}

  /** The record with its length and checksum before it. */
  static byte[] encode(Waiting waiting) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(waiting.size() + 256);
    bytes.writeBytes(new byte[HEAD]);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Outgoing record = waiting.record();
      out.writeUTF(waiting.switchId().value());
      out.writeLong(waiting.epoch());
      out.writeLong(waiting.since().toEpochMilli());
      out.writeUTF(record.topic());
      Integer partition = record.partition();
      out.writeInt(partition == null ? NO_PARTITION : partition);
      out.writeUTF(record.key());
      out.writeInt(record.headers().size());
      for (Map.Entry<String, String> header : record.headers().entrySet()) {
        out.writeUTF(header.getKey());
        out.writeUTF(header.getValue());
      }
      out.writeInt(record.value().length);
      out.write(record.value());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    byte[] whole = bytes.toByteArray();
    putInt(whole, 0, whole.length - HEAD);
    putInt(whole, 4, checksum(whole, HEAD, whole.length - HEAD));
    return whole;
  }

  /**
   * Reads the record that stands in these bytes, without length and checksum.
   *
   * @throws IOException when it cannot be one
   */
  static Waiting decode(byte[] body) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      SwitchId switchId = new SwitchId(in.readUTF());
      long epoch = in.readLong();
      Instant since = Instant.ofEpochMilli(in.readLong());
      String topic = in.readUTF();
      int partition = in.readInt();
      String key = in.readUTF();
      Map<String, String> headers = new LinkedHashMap<>();
      for (int count = in.readInt(); count > 0; count--) {
        headers.put(in.readUTF(), in.readUTF());
      }
      byte[] value = in.readNBytes(in.readInt());
      Integer wanted = partition == NO_PARTITION ? null : Integer.valueOf(partition);
      return new Waiting(new Outgoing(topic, wanted, key, headers, value), switchId, epoch, since);
    } catch (IllegalArgumentException impossible) {
      throw new IOException("no record of ours: " + impossible.getMessage(), impossible);
    }
  }

  static int checksum(byte[] bytes, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static void putInt(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }
}
